import { expect, test } from 'vitest';
import { withUnit } from './EstimatesPanel';

test('a number stands beside its unit', () => {
  expect(withUnit(3.14159, '°')).toBe('3.142°');
  expect(withUnit(-2, 'kg')).toBe('-2\u00a0kg');
  expect(withUnit(5, '')).toBe('5');
});
