import { expect, test } from 'vitest';
import type { Run } from '../api/types';
import { axisOf } from './axis';
import { boxOf } from './boxes';
import { filterOf, isChosen } from './brushes';
import { cellsOf } from './cells';
import { paretoFront } from './pareto';
import { quantitiesOf, valueOf, varyingParameters } from './quantities';

const run = (parameters: Run['parameters'], accuracy: number | null, durationSeconds: number | null = 1) =>
  ({ parameters, durationSeconds, metrics: { test_accuracy: { best: accuracy, last: accuracy } } }) as unknown as Run;

test('what varies comes first, the seed last of it, and what follows from others not at all', () => {
  const runs = [run({ seed: 1, network: 'a', parameters: 1, batchSize: 8 }, 0.5), run({ seed: 2, network: 'b', parameters: 2, batchSize: 8 }, 0.6)];

  expect(varyingParameters(runs)).toEqual(['param.network', 'param.seed']);
  expect(quantitiesOf(runs, 'test_accuracy').slice(0, 3)).toEqual(['param.network', 'param.seed', 'best.test_accuracy']);
  expect(quantitiesOf(runs, 'test_accuracy')).toContain('param.batchSize');
  expect(valueOf(run({}, Number.NaN), 'best.test_accuracy')).toBeNull();
  expect(valueOf(run({ milestones: [1, 2] }, 0), 'param.milestones')).toBe('[1,2]');
});

test('rates lie by their logarithm, each of a few with its own tick', () => {
  const axis = axisOf('param.optimizer.learningRate', [0.001, 0.1, 0.01, null]);

  expect(axis.logarithmic).toBe(true);
  expect(axis.ticks.map(({ label }) => label)).toEqual(['0.001', '0.01', '0.1']);
  expect(axis.at(0.01)).toBeCloseTo(0.5, 12);
  expect(axis.at(null)).toBeNull();
});

test('many numbers have round ticks that do not lie on each other, shares as percentages', () => {
  const axis = axisOf('best.test_accuracy', Array.from({ length: 50 }, (_, i) => 0.5 + i / 100));

  expect(axis.logarithmic).toBe(false);
  expect(axis.ticks.map(({ label }) => label)).toContain('60 %');
  expect(axis.ticks.every(({ at }, i) => i === 0 || at - (axis.ticks[i - 1]?.at ?? 0) >= 0.06)).toBe(true);
});

test('categories lie side by side in their order, and one value in the middle', () => {
  const axis = axisOf('param.network', ['resnet20', 'resnet8', 'resnet20']);

  expect(axis.ticks.map(({ label }) => label)).toEqual(['resnet8', 'resnet20']);
  expect(axis.at('resnet8')).toBe(0.25);
  expect(axisOf('duration', [3, 3]).at(3)).toBe(0.5);
});

test('the front holds what nothing else is better than', () => {
  const points = [
    { name: 'small', x: 1, y: 0.5 },
    { name: 'worse', x: 2, y: 0.4 },
    { name: 'large', x: 3, y: 0.9 },
    { name: 'larger', x: 4, y: 0.9 },
  ];
  const names = (front: readonly { readonly name: string }[]) => front.map(({ name }) => name);

  expect(names(paretoFront(points, true, false))).toEqual(['small', 'large']);
  expect(names(paretoFront(points, false, false))).toEqual(['larger']);
  expect(names(paretoFront(points, true, true))).toEqual(['small', 'worse']);
  expect(paretoFront([], true, true)).toEqual([]);
});

test('boxes are those of R’s boxplot with quartiles of type 7', () => {
  // quantile(c(1, 2, 3, 4, 5, 6, 7, 8, 9, 30)): 3.25, 5.5, 7.75
  const box = boxOf([30, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

  expect(box).toEqual({ median: 5.5, low: 3.25, high: 7.75, from: 1, to: 9, outliers: [30], count: 10 });
  expect(boxOf([2])).toEqual({ median: 2, low: 2, high: 2, from: 2, to: 2, outliers: [], count: 1 });
  expect(boxOf([])).toBeNull();
});

test('a map has the mean of each pair of settings, of the runs that have all three', () => {
  const runs = [run({ a: 1, b: 'x' }, 0.4), run({ a: 1, b: 'x' }, 0.6), run({ a: 2, b: 'x' }, 0.9), run({ a: 2 }, 0.9), run({ a: 2, b: 'x' }, null)];

  const cells = cellsOf(runs, 'param.a', 'param.b', 'best.test_accuracy');

  expect(cells).toHaveLength(2);
  expect(cells[0]).toMatchObject({ x: 1, y: 'x', mean: 0.5 });
  expect(cells[0]?.deviation).toBeCloseTo(Math.sqrt(0.02), 12);
  expect(cells[1]).toMatchObject({ x: 2, mean: 0.9, deviation: null });
});

test('what is chosen on the axes is said as a filter', () => {
  const runs = [run({ lr: 0.1, network: "it's" }, 0.4), run({ lr: 0.2, network: 'b' }, 0.6), run({ lr: 0.9, network: 'b' }, 0.9), run({ network: 'b' }, 0.9)];
  const axes = new Map(['param.lr', 'param.network', 'best.test_accuracy'].map((quantity) => [quantity, axisOf(quantity, runs.map((each) => valueOf(each, quantity)))]));
  const brushes = new Map([['param.lr', { from: 0, to: 0.5 }]]);
  const chosen = runs.filter((each) => isChosen(each, brushes, axes));

  expect(chosen).toHaveLength(2);
  expect(filterOf(chosen, brushes)).toBe('params.lr >= 0.1 AND params.lr <= 0.2');
  expect(filterOf(chosen.slice(0, 1), new Map([['param.network', { from: 0, to: 1 }]]))).toBe("params.network IN ('it''s')");
  expect(filterOf(chosen, new Map([['best.test_accuracy', { from: 0, to: 1 }]]))).toBe('metrics.test_accuracy.best >= 0.4 AND metrics.test_accuracy.best <= 0.6');
  expect(filterOf(chosen, new Map())).toBeNull();
});
