import { expect, test } from 'vitest';
import { strokeAt, strokeOf, strokeOfRun, strokesOf } from './palette';

test('runs that are queued together have different colours', () => {
  const ids = ['40kh', '40kj', '40kk', '40km'].map((end) => `1m8pkdkzy2yv${end}`);

  expect(new Set(ids.map((id) => strokeOfRun(id).color)).size).toBe(4);
});

test('a run has the same colour wherever it is shown', () => {
  const [a, b] = ['1m8pkdkzy2yv40kh', '1m8pkdkzy2yv40kj'];

  expect(strokesOf([a, b]).get(b)).toEqual(strokeOfRun(b));
});

test('runs of one colour have different dashes', () => {
  const [a, b] = ['1m8pkdkzy2yv40kh', '9zzzzzzzzzzz40kh'];
  const strokes = strokesOf([a, b]);

  expect(strokes.get(a)?.color).toBe(strokes.get(b)?.color);
  expect(strokes.get(a)?.dash).not.toBe(strokes.get(b)?.dash);
});

test('after the colours the dashes change', () => {
  const [first, ninth] = [strokeOf(strokeAt(0), false), strokeOf(strokeAt(8), false)];

  expect(ninth.color).toBe(first.color);
  expect(ninth.dash).not.toEqual(first.dash);
});
