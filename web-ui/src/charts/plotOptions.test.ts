import { expect, test } from 'vitest';
import { axisWidth, powersAround, tickText, valueRange } from './plotOptions';

test('shares are never drawn beyond 0 and 100 %', () => {
  expect(valueRange(0, 0, true)).toEqual([0, 0.05]);
  expect(valueRange(0.2, 0.98, true)[1]).toBe(1);
  expect(valueRange(1, 1, true)).toEqual([0.95, 1]);
});

test('values have a little room, and what cannot be negative no room below zero', () => {
  expect(valueRange(0.01, 2, false)).toEqual([0, expect.closeTo(2.0995)]);
  expect(valueRange(-3, -1, false)).toEqual([expect.closeTo(-3.1), expect.closeTo(-0.9)]);
  expect(valueRange(5, 5, false)).toEqual([4.5, 5.5]);
  expect(valueRange(null, null, false)).toEqual([0, 1]);
});

test('large numbers are short, and the axis has room for the longest', () => {
  expect(tickText(5_000_000, false)).toBe('5e6');
  expect(tickText(20_000, false)).toBe('20,000');
  expect(axisWidth(['5e6', '20,000'])).toBeGreaterThan('20,000'.length * 7);
  expect(axisWidth(null)).toBe(44);
});

test('percentages are told as such', () => {
  expect(tickText(0.125, true)).toBe('12.5 %');
});

test('a logarithmic axis has at least one power of ten', () => {
  expect(powersAround(0.2, 30)).toEqual([0.1, 100]);
  expect(powersAround(1, 1)).toEqual([1, 10]);
  expect(powersAround(null, null)).toEqual([0.1, 1]);
});
