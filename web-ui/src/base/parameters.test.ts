import { expect, test } from 'vitest';
import { datasetsOfSeveralVersions, differingNames, formatParameter, parameterNames, type Parameters } from './parameters';

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

test('names stand part by part, whatever their order in the runs, unknown ones last', () => {
  const runs: Parameters[] = [{ 'optimizer.momentum': 0.5, seed: 1, news: 0, optimizer: 'sgd', 'dataset.testLimit': 0, ...FC }, { threads: 2 }];
  expect(parameterNames(runs)).toEqual([
    'network',
    'dataset',
    'dataset.testLimit',
    'pixelsPermuted',
    'seed',
    'optimizer',
    'optimizer.momentum',
    'threads',
    'news',
  ]);
});

test('values are told in words', () => {
  expect([true, 0.01, 123_456, 'mnist', undefined].map(formatParameter)).toEqual(['yes', '0.01', '123,456', 'mnist', '–']);
});

test('of a digest as much is told as tells two apart', () => {
  expect(formatParameter('0123456789abcdef'.repeat(4))).toBe('0123456789ab');
});

test('data sets of several versions are those that runs of one name have other digests of', () => {
  const [before, after] = [{ dataset: 'flowers', 'dataset.digest': 'a' }, { dataset: 'flowers', 'dataset.digest': 'b' }];
  expect(datasetsOfSeveralVersions([before, after, { dataset: 'mnist', 'dataset.digest': 'c' }, { dataset: 'mnist' }])).toEqual(['flowers']);
  expect(datasetsOfSeveralVersions([before, before])).toEqual([]);
});
