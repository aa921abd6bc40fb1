import { expect, test } from 'vitest';
import { shadeOf, sortedValues } from './shades';

test('the best value has the darkest ground, whichever direction is better', () => {
  const values = sortedValues([0.9, 0.1, null, 0.5, 0.5, Number.NaN]);

  expect(values).toEqual([0.1, 0.5, 0.9]);
  expect([0.1, 0.5, 0.9].map((value) => shadeOf(value, values, false))).toEqual([0, 0.5, 1]);
  expect([0.1, 0.5, 0.9].map((value) => shadeOf(value, values, true))).toEqual([1, 0.5, 0]);
});

test('where all are equal, or there is no number, nothing is shaded', () => {
  expect(shadeOf(0.5, [0.5], false)).toBe(0);
  expect(shadeOf(Number.NaN, [0.1, 0.2], false)).toBe(0);
});
