import { expect, test } from 'vitest';
import { completed, isUnfinished, marked } from './completing';

test('a word replaces what is typed of it and is followed by a blank', () => {
  expect(completed('epochs > 1 AND sta', { from: 15, to: 18 }, 'status')).toEqual({ text: 'epochs > 1 AND status ', at: 22 });
  expect(completed('sta = 1', { from: 0, to: 3 }, 'status')).toEqual({ text: 'status = 1', at: 6 });
  expect(completed('met', { from: 0, to: 3 }, 'metrics.')).toEqual({ text: 'metrics.', at: 8 });
});

test('what is wrong is told from what is right', () => {
  expect(marked('epochs > x AND y', 10, 1)).toEqual(['epochs > ', 'x', ' AND y']);
  expect(marked('epochs >', 9, 1)).toEqual(['epochs >', '\u00a0', '']);
});

test('a filter that only lacks its end is not wrong yet', () => {
  expect(isUnfinished('epochs > ', 10, 1)).toBe(true);
  expect(isUnfinished('epochs > 1 AND sta', 16, 3)).toBe(true);
  expect(isUnfinished('statsu = 1', 1, 6)).toBe(false);
});
