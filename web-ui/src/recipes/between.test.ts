import { expect, test } from 'vitest';
import type { Difference, Recipe, RecipeComparison } from '../api/comparison';
import { copyBetween, runsBetween } from './between';

const recipe = (settings: Readonly<Record<string, string>>, seeds: readonly number[]): Recipe => ({
  settings,
  runs: seeds.map((seed) => ({ id: `${Object.values(settings).join('-')}-${seed}`, name: '', seed, value: 0.9 })),
  mean: 0.9,
  deviation: null,
  interval: null,
});

const comparison = (recipes: readonly Recipe[]): RecipeComparison => ({
  metric: 'test_accuracy',
  value: 'last',
  lowerIsBetter: false,
  leftOut: 0,
  recipes,
  reference: 0,
  seedDeviation: null,
  testSet: null,
  differences: [],
  effects: [],
});

const second = { recipe: 1 } as Difference;
const settings = (optimizer: string, batchSize: string, schedule = 'constant') => ({ optimizer, batchSize, schedule });

test('every combination in between is trained with each seed, but for what is there', () => {
  const compared = comparison([recipe(settings('adam', '16'), [1, 2]), recipe(settings('sgd', '64'), [1, 2]), recipe(settings('sgd', '16'), [2])]);

  expect(runsBetween(compared, second)).toEqual([
    { taken: ['optimizer'], kept: ['batchSize'], seed: 1 },
    { taken: ['batchSize'], kept: ['optimizer'], seed: 1 },
    { taken: ['batchSize'], kept: ['optimizer'], seed: 2 },
  ]);
});

test('three settings make six combinations, four are changed one at a time', () => {
  const names = ['a', 'b', 'c', 'd'];
  const of = (count: number, value: string) => recipe(Object.fromEntries(names.slice(0, count).map((name) => [name, value])), [1]);
  const between = (count: number) => runsBetween(comparison([of(count, 'x'), of(count, 'y')]), second);

  expect(between(1)).toEqual([]);
  expect(between(3)).toHaveLength(6);
  expect(between(4).map(({ taken }) => taken)).toEqual([['a'], ['b'], ['c'], ['d']]);
});

test('another version of the data cannot be asked for', () => {
  const of = (digest: string, optimizer: string) => recipe({ 'dataset.digest': digest, optimizer }, [1]);

  expect(runsBetween(comparison([of('a', 'sgd'), of('b', 'adam')]), second)).toEqual([]);
});

test('a copy has the settings of the other run, as wholes or in part', () => {
  const first = { optimizer: { type: 'sgd', learningRate: 0.1, momentum: 0.9 }, dataset: { name: 'mnist', trainLimit: 0 }, pixelPermutationSeed: 3 };
  const other = { optimizer: { type: 'adam', learningRate: 0.001 }, dataset: { name: 'mnist', trainLimit: 100 } };

  expect(copyBetween('a', { taken: ['optimizer'], kept: ['dataset.trainLimit'], seed: 4 }, first, other)).toEqual({ from: 'a', changes: { seed: 4, optimizer: other.optimizer } });
  expect(copyBetween('a', { taken: ['dataset.trainLimit', 'pixelPermutationSeed'], kept: ['optimizer'], seed: 1 }, first, other)).toEqual({
    from: 'a',
    changes: { seed: 1, dataset: { name: 'mnist', trainLimit: 100 }, pixelPermutationSeed: null },
  });
  expect(copyBetween('a', { taken: ['optimizer.learningRate', 'optimizer.momentum'], kept: [], seed: 1 }, first, other).changes.optimizer).toEqual({
    type: 'sgd',
    learningRate: 0.001,
    momentum: null,
  });
  // The optimizer of the second with the learning rate of the first.
  expect(copyBetween('a', { taken: ['optimizer'], kept: ['optimizer.learningRate'], seed: 1 }, first, other).changes.optimizer).toEqual({ type: 'adam', learningRate: 0.1 });
});
