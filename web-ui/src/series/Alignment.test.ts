import { expect, test } from 'vitest';
import { Alignment } from './Alignment';

const column = (x: readonly number[], values: readonly number[], revision = 0) => ({ x, values, revision });

test('curves stand over the union of their epochs, with holes', () => {
  expect(new Alignment().update([column([1, 2, 3], [0.1, 0.2, 0.3]), column([2, 4], [20, 40])])).toEqual([
    [1, 2, 3, 4],
    [0.1, 0.2, 0.3, null],
    [null, 20, null, 40],
  ]);
});

test('values that are not numbers are holes, and for a logarithm those that are not positive', () => {
  const columns = [column([1, 2, 3], [Number.NaN, 0, 1])];

  expect(new Alignment().update(columns)[1]).toEqual([null, 0, 1]);
  expect(new Alignment(true).update(columns)[1]).toEqual([null, null, 1]);
});

test('what comes at the end is appended to the same columns', () => {
  const alignment = new Alignment();
  const before = alignment.update([column([1, 2], [1, 2]), column([1], [10])]);
  const after = alignment.update([column([1, 2, 3], [1, 2, 3]), column([1, 2, 4], [10, 20, 40])]);

  expect(after).toBe(before);
  expect(after).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, null],
    [10, 20, null, 40],
  ]);
});

test('a point between known ones, and a curve that has changed, are seen', () => {
  const alignment = new Alignment();
  alignment.update([column([1, 4], [1, 4]), column([1], [10])]);

  expect(alignment.update([column([1, 4], [1, 4]), column([1, 2], [10, 20])])).toEqual([
    [1, 2, 4],
    [1, null, 4],
    [10, 20, null],
  ]);
  expect(alignment.update([column([1], [7], 1), column([1, 2], [10, 20])])).toEqual([
    [1, 2],
    [7, null],
    [10, 20],
  ]);
});

test('another number of curves is begun anew', () => {
  const alignment = new Alignment();
  alignment.update([column([1], [1])]);

  expect(alignment.update([column([1], [1]), column([2], [2])])).toEqual([[1, 2], [1, null], [null, 2]]);
});
