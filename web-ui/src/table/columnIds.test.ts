import { expect, test } from 'vitest';
import type { Run } from '../api/types';
import { automaticColumns, columnOf, fieldsOf, inOrder, readColumns, sortKeyOf, withChange, writeColumns } from './columnIds';

const run = (parameters: Run['parameters'], status: Run['status'] = 'completed') => ({ parameters, status, epochs: 2, epochsCompleted: 2 }) as Run;
const ids = (columns: readonly { readonly id: string }[]) => columns.map(({ id }) => id);

test('columns come back from the address as they were, those in view first', () => {
  const columns = [
    { id: 'status', pinned: false },
    { id: 'best.loss/train, mean 100%', pinned: true },
    { id: 'param.optimizer.learningRate', pinned: false },
    { id: 'tag.phase', pinned: false },
  ];

  expect(readColumns(writeColumns(columns))).toEqual(inOrder(columns));
  expect(inOrder(columns)[0]?.id).toBe('best.loss/train, mean 100%');
});

test('what there is not is left out, and what comes twice comes once', () => {
  expect(ids(readColumns('status,colour,best.,best,.x,!status,param.a'))).toEqual(['status', 'param.a']);
  expect(columnOf('best.test_accuracy')).toEqual({ kind: 'best', name: 'test_accuracy' });
  expect(columnOf('worst.test_accuracy')).toBeNull();
});

test('a reader who has chosen nothing sees what varies and how the runs did', () => {
  const runs = [run({ network: 'a', parameters: 10, 'optimizer.learningRate': 0.1, seed: 1 }), run({ network: 'b', parameters: 20, 'optimizer.learningRate': 0.1, seed: 2 })];

  const columns = ids(automaticColumns(runs, 'test_accuracy', 'experiment'));

  expect(columns).toContain('param.network');
  expect(columns).toContain('param.seed');
  expect(columns).not.toContain('param.parameters');
  expect(columns).not.toContain('param.optimizer.learningRate');
  expect(columns).toContain('best.test_accuracy');
  expect(columns).not.toContain('experiment');
  expect(ids(automaticColumns(runs, 'test_accuracy', 'everywhere'))).toContain('experiment');
});

test('progress is shown where there is some to come', () => {
  expect(ids(automaticColumns([run({}), run({})], 'test_loss', 'experiment'))).not.toContain('progress');
  expect(ids(automaticColumns([run({}), run({}, 'running')], 'test_loss', 'experiment'))).toContain('progress');
});

test('of many things that vary a few are shown', () => {
  const many = (value: number) => run(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`p${i}`, value])));

  expect(ids(automaticColumns([many(1), many(2)], 'test_loss', 'everywhere')).filter((id) => id.startsWith('param.'))).toHaveLength(5);
});

test('the difference to the baseline stands beside the best value, and only where there is a baseline', () => {
  const columns = readColumns('status,best.a,best.b,change.b');

  expect(ids(withChange(columns, true))).toEqual(['status', 'best.a', 'change.a', 'best.b', 'change.b']);
  expect(ids(withChange(columns, false))).toEqual(['status', 'best.a', 'best.b']);
});

test('each column is ordered as the tracker orders it, or not at all', () => {
  expect(['name', 'created', 'best.a', 'change.a', 'last.a', 'param.lr', 'tag.x', 'curve.a', 'tags'].map(sortKeyOf)).toEqual([
    'name',
    'createdAt',
    'best.a',
    'best.a',
    'metric.a',
    'param.lr',
    null,
    null,
    null,
  ]);
});

test('no more is asked for than is shown', () => {
  const fields = fieldsOf(readColumns('best.a,last.a,curve.b,param.lr,tag.x'));

  expect(fields).toContain('metric.a');
  expect(fields.filter((field) => field === 'metric.a')).toHaveLength(1);
  expect(fields).toContain('param.lr');
  expect(fields).not.toContain('metric.b');
  expect(fields).not.toContain('parameters');
});
