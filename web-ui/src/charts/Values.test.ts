import { expect, test } from 'vitest';
import { strokeAt } from './palette';
import { sortedValues } from './Values';

const line = (label: string, metric: string) => ({ run: label, metric, label, stroke: strokeAt(0) });
const labels = (values: readonly { readonly line: { readonly label: string } }[]) => values.map((value) => value.line.label);

test('the best value under the pointer comes first, and a curve without one is left out', () => {
  const data: [number[], ...(number | null)[][]] = [[1, 2], [0.5, 0.6], [0.7, 0.8], [0.9, null]];

  expect(labels(sortedValues(data, 1, ['a', 'b', 'c'].map((name) => line(name, 'test_accuracy')), 1))).toEqual(['b', 'a']);
  expect(labels(sortedValues(data, 0, ['a', 'b', 'c'].map((name) => line(name, 'test_loss')), 1))).toEqual(['a', 'b', 'c']);
});

test('of a smoothed curve the smoothed value is told', () => {
  const data: [number[], ...(number | null)[][]] = [[1], [0.5], [0.55]];

  expect(sortedValues(data, 0, [line('a', 'test_loss')], 2)[0]?.value).toBe(0.55);
});
