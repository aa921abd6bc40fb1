import { expect, test } from 'vitest';
import { differingNames, formatParameter, parameterNames } from './parameters';

const FC = { network: 'fc2layer', dataset: 'mnist', pixelsPermuted: false };
const CNN = { network: 'small-cnn', dataset: 'mnist', pixelsPermuted: false };

test('only what is not equal in all runs differs', () => {
  expect(differingNames([FC, CNN])).toEqual(['network']);
});

test('a parameter that one run lacks differs', () => {
  expect(differingNames([FC, { ...FC, pixelPermutationSeed: 7 }])).toEqual(['pixelPermutationSeed']);
});

test('one run differs from nothing', () => {
  expect(differingNames([FC])).toEqual([]);
});

test('all names are kept in their order', () => {
  expect(parameterNames([FC, { seed: 1 }])).toEqual(['network', 'dataset', 'pixelsPermuted', 'seed']);
});

test('values are told in words', () => {
  expect([true, 0.01, 123_456, 'mnist', undefined].map(formatParameter)).toEqual(['yes', '0.01', '123,456', 'mnist', '–']);
});
