import { expect, test } from 'vitest';
import { align } from './align';

test('curves of different epochs share one axis', () => {
  const aligned = align([
    { epochs: [1, 2], values: [0.1, 0.2] },
    { epochs: [2, 3], values: [20, 30] },
  ]);

  expect(aligned).toEqual([
    [1, 2, 3],
    [0.1, 0.2, null],
    [null, 20, 30],
  ]);
});

test('values that are not numbers are gaps', () => {
  expect(align([{ epochs: [1, 2], values: [Number.NaN, 1] }])).toEqual([[1, 2], [null, 1]]);
});

test('a logarithmic axis leaves out what is not positive', () => {
  expect(align([{ epochs: [1, 2, 3], values: [0, -1, 1] }], true)).toEqual([[1, 2, 3], [null, null, 1]]);
});
