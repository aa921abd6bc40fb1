import { expect, test } from 'vitest';
import { readView, writeView } from './viewState';

test('a view survives the way through the address', () => {
  const view = { runs: ['a', 'b'], metric: 'test_loss', smoothing: 0.6, logarithmic: true, allParameters: true };

  expect(readView(new URLSearchParams(writeView(view)))).toEqual(view);
});

test('what is usual is left out of the address', () => {
  expect(writeView(readView(new URLSearchParams('runs=a,b')))).toBe('runs=a,b');
});

test('an address written by hand does no harm', () => {
  const view = readView(new URLSearchParams('runs=a,,a&smoothing=lots'));

  expect(view.runs).toEqual(['a']);
  expect(view.smoothing).toBe(0);
  expect(readView(new URLSearchParams('smoothing=7')).smoothing).toBe(0.99);
});
