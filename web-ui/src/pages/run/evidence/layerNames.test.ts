import { expect, test } from 'vitest';
import type { LayerRow } from '../../../api/types';
import { isMatrix, layerName, spread, tensorName } from './layerNames';

const layer = (path: string, type: string): LayerRow => ({
  path,
  type,
  inputs: [],
  spec: {},
  output: '8×4×4',
  parameters: 1,
  multiplyAdds: 1,
  receptiveField: null,
});
const LAYERS = [layer('0', 'convolution'), layer('1', 'batch-normalization'), layer('7.branches.0.2', 'convolution')];

test('a tensor is named after its layer', () => {
  expect(tensorName(LAYERS, '7.branches.0.2.weight')).toBe('convolution, layer 8, branch 1, layer 3');
  expect(layerName(LAYERS, '9')).toBe('9');
});

test('biases and the scales of normalisation are no matrices', () => {
  expect(['0.weight', '0.bias', '1.weight'].map((tensor) => isMatrix(LAYERS, tensor))).toEqual([true, false, false]);
});

test('few of many are spread evenly with both ends', () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
  expect(spread([0, 1], 3)).toEqual([0, 1]);
});
