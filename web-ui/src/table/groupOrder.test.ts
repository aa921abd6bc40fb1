import { expect, test } from 'vitest';
import type { RunGroup } from '../api/groups';
import { orderedGroups, orderOfGroups } from './groupOrder';

const group = (value: unknown, runs: number, mean: number | null): RunGroup => {
  const statistics = { runs, mean, deviation: null, min: mean, max: mean };
  return { values: [value], filter: '', runs, completed: runs, metrics: { loss: { last: statistics, best: statistics } } };
};
const groups = [group(10, 3, 0.2), group(null, 9, null), group(9, 1, 0.1)];
const values = (found: readonly RunGroup[]) => found.map((each) => each.values[0]);

test('numbers are ordered as numbers, and what is missing comes last either way', () => {
  expect(values(orderedGroups(groups, ['params.batchSize'], { id: 'params.batchSize', descending: false }))).toEqual([9, 10, null]);
  expect(values(orderedGroups(groups, ['params.batchSize'], { id: 'params.batchSize', descending: true }))).toEqual([10, 9, null]);
  expect(values(orderedGroups(groups, ['params.batchSize'], { id: 'runs', descending: true }))).toEqual([null, 10, 9]);
  expect(values(orderedGroups(groups, ['params.batchSize'], { id: 'best.loss', descending: false }))).toEqual([9, 10, null]);
});

test('the best mean comes first unless something else is asked for', () => {
  expect(orderOfGroups('', [], ['best.loss'], 'best.loss')).toEqual({ id: 'best.loss', descending: false });
  expect(orderOfGroups('', [], ['best.test_accuracy'], 'best.test_accuracy')).toEqual({ id: 'best.test_accuracy', descending: true });
  expect(orderOfGroups('', [], [], 'best.loss')).toEqual({ id: 'runs', descending: true });
  expect(orderOfGroups('-params.seed', ['params.seed'], ['best.loss'], 'best.loss')).toEqual({ id: 'params.seed', descending: true });
  // A column of the table that is a field of the groups, too.
  expect(orderOfGroups('status', ['status'], ['best.loss'], 'best.loss')).toEqual({ id: 'status', descending: false });
  expect(orderOfGroups('-created', ['status'], ['best.loss'], 'best.loss')).toEqual({ id: 'best.loss', descending: false });
});
