import { expect, test } from 'vitest';
import { MetricSeries } from './MetricSeries';

test('points that come in order are appended', () => {
  const series = new MetricSeries();

  for (let epoch = 1; epoch <= 200; epoch++) series.append(epoch, epoch / 10);

  expect(series.length).toBe(200);
  expect(series.epochs()[199]).toBe(200);
  expect(series.last()).toBe(20);
});

test('a point that comes twice is kept once, with its newer value', () => {
  const series = new MetricSeries();

  series.append(1, 0.5);
  series.append(2, 0.6);
  series.append(1, 0.4);

  expect([...series.epochs()]).toEqual([1, 2]);
  expect([...series.values()]).toEqual([0.4, 0.6]);
});

test('a late point is put in its place', () => {
  const series = new MetricSeries();

  series.append(1, 10);
  series.append(4, 40);
  series.append(3, 30);

  expect([...series.epochs()]).toEqual([1, 3, 4]);
  expect([...series.values()]).toEqual([10, 30, 40]);
});
