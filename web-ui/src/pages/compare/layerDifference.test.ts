import { expect, test } from 'vitest';
import type { LayerRow } from '../../api/types';
import { pairLayers } from './layerDifference';

const network = (...layers: readonly (readonly [string, number?])[]): LayerRow[] =>
  layers.map(([type, size], i) => ({ path: String(i), type, inputs: [], spec: { type, ...(size === undefined ? {} : { size }) }, output: '', parameters: 0, multiplyAdds: 0, receptiveField: null }));
const changes = (pairs: ReturnType<typeof pairLayers>) => pairs.map(({ change, first, second }) => `${first?.number ?? '–'} ${change} ${second?.number ?? '–'}`);

test('equal networks have equal layers', () => {
  const layers = network(['convolution', 6], ['relu'], ['dense', 10]);

  expect(changes(pairLayers(layers, layers))).toEqual(['1 same 1', '2 same 2', '3 same 3']);
});

test('a layer that was put in stands alone, and those behind it stay paired', () => {
  expect(changes(pairLayers(network(['convolution', 6], ['dense', 10]), network(['convolution', 6], ['dropout'], ['dense', 10])))).toEqual(['1 same 1', '– added 2', '2 same 3']);
});

test('a layer of the same kind with other settings has changed', () => {
  expect(changes(pairLayers(network(['convolution', 6], ['relu']), network(['convolution', 16], ['relu'])))).toEqual(['1 changed 1', '2 same 2']);
});

test('networks that share nothing stand one after the other', () => {
  expect(changes(pairLayers(network(['dense', 8]), network(['convolution', 6])))).toEqual(['1 removed –', '– added 1']);
});
