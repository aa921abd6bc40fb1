import { expect, test } from 'vitest';
import { PRESETS } from './fixtures';
import { extentOf, extentText, inserted, isWrong, moved, newLayer, problemsAt, removed } from './layerList';

const kind = (type: string) => PRESETS.layers.find((known) => known.type === type) ?? { type, fields: [] };

test('a new layer has defaults, and values where there is no default', () => {
  expect(newLayer(kind('dense'))).toEqual({ type: 'dense', units: 10, bias: true });
  expect(newLayer(kind('add'))).toEqual({ type: 'add', branches: [[], []] });
});

test('a field that follows another is left out', () => {
  expect(newLayer(kind('max-pooling'))).toEqual({ type: 'max-pooling', size: 2 });
});

test('items move within the list and never out of it', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, -2)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
});

test('items come in and go out at their place', () => {
  expect(inserted(['a', 'c'], 1, 'b')).toEqual(['a', 'b', 'c']);
  expect(removed(['a', 'b', 'c'], 1)).toEqual(['a', 'c']);
});

test('sizes are written as one number or as height and width', () => {
  expect(extentOf('3')).toBe(3);
  expect(extentOf('1×7')).toEqual([1, 7]);
  expect(extentOf('1 x 7')).toEqual([1, 7]);
  expect(extentOf('')).toBeUndefined();
  expect(extentOf('big')).toBe('big');
  expect(extentText([1, 7])).toBe('1×7');
});

test('objections stand at the layer that they are about', () => {
  const problems = [
    { field: 'layers[1].branches[0][2].kernel', message: 'is too large' },
    { field: 'layers[1].branches[1]', message: 'does not fit' },
    { field: 'layers[3]', message: 'needs a vector' },
    { field: 'layers[30].units', message: 'is 0' },
  ];

  expect(problemsAt(problems, 'layers[1]')).toEqual(['branch 2 does not fit']);
  expect(problemsAt(problems, 'layers[1].branches[0][2]')).toEqual(['kernel is too large']);
  expect(problemsAt(problems, 'layers[3]')).toEqual(['needs a vector']);
  expect(isWrong(problems, 'layers[1]')).toBe(true);
  expect(isWrong(problems, 'layers[2]')).toBe(false);
});
