import { expect, test } from 'vitest';
import { undoOf, type Known } from './undo';

const run = (id: string, more: Partial<Known> = {}): Known => ({ id, experiment: { id: 'e', name: 'E' }, starred: false, archivedAt: null, priority: 0, tags: {}, ...more });

test('what had the mark before keeps it when the others are taken back', () => {
  const runs = [run('a', { starred: true }), run('b', { archivedAt: '2026-01-31T12:00:00Z' })];

  expect(undoOf(runs, { action: 'edit', starred: true })).toEqual([{ runs: ['b'], wish: { action: 'edit', starred: false } }]);
  expect(undoOf(runs, { action: 'edit', archived: true })).toEqual([{ runs: ['a'], wish: { action: 'edit', archived: false } }]);
});

test('each run gets the priority and the tags back that it had', () => {
  const runs = [run('a', { priority: 3 }), run('b', { tags: { phase: 'one' } }), run('c', { priority: 3 }), run('d', { priority: 5 })];

  expect(undoOf(runs, { action: 'edit', priority: 5 })).toEqual([
    { runs: ['a', 'c'], wish: { action: 'edit', priority: 3 } },
    { runs: ['b'], wish: { action: 'edit', priority: 0 } },
  ]);
  expect(undoOf(runs, { action: 'edit', tags: { phase: 'two', paper: null } })).toEqual([
    { runs: ['a', 'c', 'd'], wish: { action: 'edit', tags: { phase: null } } },
    { runs: ['b'], wish: { action: 'edit', tags: { phase: 'one' } } },
  ]);
});

test('runs move back to where they were', () => {
  const runs = [run('a'), run('b', { experiment: { id: 'f', name: 'F' } })];

  expect(undoOf(runs, { action: 'move', experiment: 'f' })).toEqual([{ runs: ['a'], wish: { action: 'move', experiment: 'e' } }]);
  expect(undoOf(runs, { action: 'move', newExperiment: 'new' })).toHaveLength(2);
  expect(undoOf(runs, { action: 'delete' })).toEqual([]);
});

test('nothing is offered to be taken back that would take a request for each run', () => {
  const runs = Array.from({ length: 30 }, (_, i) => run(`r${i}`, { priority: i }));

  expect(undoOf(runs, { action: 'edit', priority: 99 })).toEqual([]);
});
