import { expect, test } from 'vitest';
import { mixupsOf, precisionsOf, recallsOf, shadeOf } from './confusions';

test('mix-ups leave out what was recognised and what never happened', () => {
  const counts = [
    [50, 3, 0],
    [9, 40, 1],
    [0, 0, 60],
  ];

  expect(mixupsOf({ counts, recalls: [], precisions: [] }, 2)).toEqual([
    { label: 1, prediction: 0, count: 9 },
    { label: 0, prediction: 1, count: 3 },
  ]);
});

test('a cell with a quarter of its row is half as strong as a full one', () => {
  expect([0, 25, 100].map((count) => shadeOf(count, [25, 75]))).toEqual([0, 0.5, 1]);
});

test('a class without images has no colour', () => {
  expect(shadeOf(0, [0, 0])).toBe(0);
});

test('nothing is said of a class that is never predicted, or has no images', () => {
  const confusion = { counts: [[5, 0, 0], [5, 0, 0], [0, 0, 0]], recalls: [1, 0, 0], precisions: [0.5, 0, 0] };

  expect(precisionsOf(confusion)).toEqual([0.5, null, null]);
  expect(recallsOf(confusion)).toEqual([1, 0, null]);
});
