import { expect, test } from 'vitest';
import { readView, without, writeView, type ViewState } from './viewState';

const VIEW: ViewState = {
  runs: ['a', 'b'],
  hidden: ['b'],
  baseline: 'a',
  metric: 'test_loss',
  smoothing: 0.6,
  logarithmic: true,
  allParameters: true,
  sort: '-best',
};

test('a view survives the way through the address', () => {
  expect(readView(new URLSearchParams(writeView(VIEW)))).toEqual(VIEW);
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

test('a run that is left out is hidden and compared with no more', () => {
  expect(without(VIEW, ['a'])).toMatchObject({ runs: ['b'], hidden: ['b'], baseline: '' });
});
