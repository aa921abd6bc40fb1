import { expect, test } from 'vitest';
import { MetricStore } from '../series/MetricStore';
import { columnsOf, notPositive } from './columns';
import { strokeAt } from './palette';

function storeOf(values: readonly number[]): MetricStore {
  const store = new MetricStore();
  store.appendColumns('a', { loss: { epochs: values.map((_, i) => i + 1), values } });
  return store;
}
const line = { run: 'a', metric: 'loss', label: 'a', stroke: strokeAt(0) };

test('curves stand over epochs', () => {
  expect(Array.from(columnsOf(storeOf([3, 2, 1]), [line], 0)[0]?.x ?? [])).toEqual([1, 2, 3]);
});

test('a smoothed curve stands beside what was measured', () => {
  const [raw, smoothed] = columnsOf(storeOf([1, 0, 1]), [line], 0.5);

  expect(Array.from(raw?.values ?? [])).toEqual([1, 0, 1]);
  expect(smoothed?.values[1]).toBeGreaterThan(0);
});

test('what a logarithm cannot show is counted', () => {
  expect(notPositive(columnsOf(storeOf([1, 0, -2, Number.NaN]), [line], 0))).toBe(2);
});

test('a curve without points is empty', () => {
  expect(columnsOf(new MetricStore(), [line], 0)[0]?.x).toHaveLength(0);
});
