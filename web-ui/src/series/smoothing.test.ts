import { expect, test } from 'vitest';
import { smooth } from './smoothing';

test('a weight of 0 changes nothing', () => {
  expect([...smooth([3, 1, 2], 0)]).toEqual([3, 1, 2]);
});

test('the first value stays and a constant stays constant', () => {
  for (const value of smooth([5, 5, 5, 5], 0.9)) expect(value).toBeCloseTo(5, 12);
});

test('the average follows the formula with its correction', () => {
  const [first, second] = smooth([1, 0], 0.5);

  expect(first).toBe(1);
  expect(second).toBeCloseTo(0.25 / 0.75, 12);
});

test('a gap stays a gap and does not disturb what follows', () => {
  const [first, gap, last] = smooth([2, Number.NaN, 2], 0.6);

  expect(first).toBe(2);
  expect(gap).toBeNaN();
  expect(last).toBeCloseTo(2, 12);
});
