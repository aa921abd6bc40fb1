import { expect, test } from 'vitest';
import { nextRow } from './DataGrid';

test('arrows go from row to row and stop at the ends', () => {
  expect(nextRow('ArrowDown', null, 3)).toBe(0);
  expect(nextRow('ArrowDown', 2, 3)).toBe(2);
  expect(nextRow('ArrowUp', 0, 3)).toBe(0);
  expect(nextRow('End', 0, 3)).toBe(2);
  expect(nextRow('x', 0, 3)).toBeNull();
  expect(nextRow('ArrowDown', null, 0)).toBeNull();
});
