import { expect, test, vi } from 'vitest';
import type { MetricsOfRuns } from '../api/types';
import { CurveLoader, pathOf } from './curves';

const answer = (runs: readonly string[]): MetricsOfRuns => ({ runs: Object.fromEntries(runs.map((run) => [run, { loss: { epochs: [1, 2], values: [Number(run), 0] } }])) });

test('what many rows ask for is asked for once', async () => {
  const ask = vi.fn((runs: readonly string[]) => Promise.resolve(answer(runs)));
  const loader = new CurveLoader('loss', ask, 1);

  const curves = await Promise.all(['1', '2', '1'].map((run) => loader.load(run)));

  expect(curves).toEqual([[1, 0], [2, 0], [1, 0]]);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(ask).toHaveBeenCalledWith(['1', '2'], 'loss');
});

test('a hundred go with one request, and a run without the metric has no curve', async () => {
  const ask = vi.fn((runs: readonly string[]) => Promise.resolve(answer(runs.slice(1))));
  const loader = new CurveLoader('loss', ask, 1);

  const curves = await Promise.all(Array.from({ length: 150 }, (_, run) => loader.load(String(run))));

  expect(ask).toHaveBeenCalledTimes(2);
  expect(curves[0]).toEqual([]);
  expect(curves[149]).toEqual([149, 0]);
});

test('a failure reaches every row that waits', async () => {
  const loader = new CurveLoader('loss', () => Promise.reject(new Error('silent')), 1);

  const outcomes = await Promise.allSettled([loader.load('1'), loader.load('2')]);

  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('a curve fills its place, and leaves out what is no number', () => {
  expect(pathOf([0, null, 1], 20, 10)).toBe('M0.0 10.0L20.0 0.0');
  expect(pathOf([2, 2], 20, 10)).toBe('M0.0 5.0L20.0 5.0');
  expect(pathOf([1], 20, 10)).toBeNull();
  expect(pathOf([1, Number.NaN], 20, 10)).toBeNull();
});
