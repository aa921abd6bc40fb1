import { expect, test } from 'vitest';
import { bestOf } from './bestOf';

test('the best accuracy is the greatest, the best loss the least', () => {
  expect(bestOf([0.9, 0.95, null], 'max')).toBe(1);
  expect(bestOf([0.3, null, 0.2], 'min')).toBe(2);
});

test('one value alone is not the best', () => {
  expect(bestOf([null, 0.9], 'max')).toBe(-1);
});
