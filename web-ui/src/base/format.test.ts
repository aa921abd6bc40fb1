import { expect, test } from 'vitest';
import { equalsP, formatAge, formatBytes, formatDifference, formatDuration, formatInteger, formatMetric, formatNumber, formatP, formatPercent } from './format';

test('missing values are a dash', () => {
  expect([formatPercent(null), formatNumber(undefined), formatDuration(null), formatInteger(Number.NaN)]).toEqual(['–', '–', '–', '–']);
});

test('accuracies are percentages, losses are numbers', () => {
  expect(formatMetric('test_accuracy', 0.9512)).toBe('95.12\u00a0%');
  expect(formatMetric('test_loss', 0.123456)).toBe('0.1235');
  expect(formatMetric('images_per_second', 48_123.4)).toBe('48,123');
});

test('very small and very large numbers get an exponent', () => {
  expect(formatNumber(0.00001234)).toBe('1.23e-5');
  expect(formatNumber(1_234_567.8)).toBe('1.23e+6');
  expect(formatNumber(Number.POSITIVE_INFINITY)).toBe('∞');
});

test('durations use the two units that matter', () => {
  expect([0.4, 12, 59.7, 75, 3600, 7260, 90_000].map(formatDuration)).toEqual(['< 1 s', '12 s', '1 min 0 s', '1 min 15 s', '1 h 0 min', '2 h 1 min', '1 d 1 h']);
});

test('bytes have decimal units', () => {
  expect([0, 999, 1500, 2_000_000].map(formatBytes)).toEqual(['0 B', '999 B', '1.5 kB', '2.0 MB']);
});

test('an age is told in the largest unit that fits', () => {
  const now = Date.parse('2026-11-25T12:00:00Z');

  expect(formatAge('2026-11-25T11:59:58Z', now)).toBe('just now');
  expect(formatAge('2026-11-25T11:57:00Z', now)).toBe('3 minutes ago');
  expect(formatAge('2026-11-24T12:00:00Z', now)).toBe('yesterday');
});

test('a moment ahead of this clock is just now', () => {
  expect(formatAge('2026-11-25T12:00:09Z', Date.parse('2026-11-25T12:00:00Z'))).toBe('just now');
});

test('differences have a sign, and shares are in percentage points', () => {
  expect(formatDifference('test_accuracy', 0.0123)).toBe('+1.23\u00a0pp');
  expect(formatDifference('test_loss', -0.5)).toBe('−0.5');
  expect(formatDifference('test_loss', 0)).toBe('±0');
  expect(formatDifference('test_loss', null)).toBe('–');
});

test('a small p is not written as none', () => {
  expect(formatP(0.00001)).toBe('< 0.0001');
  expect(equalsP(0.03125)).toBe('p = 0.0313');
});
