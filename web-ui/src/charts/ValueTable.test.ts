import { expect, test } from 'vitest';
import { MetricSeries } from '../series/MetricSeries';
import { rangeOf } from './ValueTable';

test('a curve in words: its last value, and where it was least and greatest', () => {
  const series = new MetricSeries();
  [0.5, 0.2, Number.NaN, 0.9, 0.9].forEach((value, i) => series.append(i + 1, value));

  expect(rangeOf(series)).toEqual({ epoch: 5, last: 0.9, min: { value: 0.2, epoch: 2 }, max: { value: 0.9, epoch: 4 } });
});

test('a curve without values has none', () => {
  expect(rangeOf(undefined)).toEqual({ epoch: undefined, last: undefined, min: null, max: null });
});
