import { expect, test } from 'vitest';
import type { Run } from '../api/types';
import { namesOf, offeredColumns } from './offeredColumns';

const runs = [
  { parameters: { seed: 1 }, metrics: { test_accuracy: {} }, tags: { phase: 'a' } },
  { parameters: { 'optimizer.learningRate': 0.1 }, metrics: { 'loss/train': {} }, tags: {} },
] as unknown as Run[];

test('all that any run has is offered, and nothing twice', () => {
  const known = namesOf(runs);

  expect(known.parameters).toEqual(['seed', 'optimizer.learningRate']);
  expect(offeredColumns(known, [], '').map(({ kind }) => kind)).toEqual(['attribute', 'metric', 'param', 'tag']);
  expect(offeredColumns(known, [{ id: 'tag.phase', pinned: false }], '').map(({ kind }) => kind)).toEqual(['attribute', 'metric', 'param']);
});

test('what is offered is found by its name on the page and by its name at the tracker', () => {
  const known = namesOf(runs);

  expect(offeredColumns(known, [], 'learning r')).toEqual([{ kind: 'param', ids: ['param.optimizer.learningRate'] }]);
  expect(offeredColumns(known, [], 'LOSS/train')[0]?.ids).toContain('best.loss/train');
  expect(offeredColumns(known, [], 'nothing of the kind')).toEqual([]);
});
