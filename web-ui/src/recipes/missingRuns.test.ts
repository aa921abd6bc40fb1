import { expect, test } from 'vitest';
import type { Difference, Recipe, RecipeComparison } from '../api/comparison';
import { byExperiment, leastPairs, MOST_SEEDS, missingRuns } from './missingRuns';

const recipe = (name: string, seeds: readonly number[]): Recipe => ({
  settings: { optimizer: name },
  runs: seeds.map((seed) => ({ id: `${name}-${seed}`, name, seed, value: 0.9 })),
  mean: 0.9,
  deviation: null,
  interval: null,
});

const difference = (part: Partial<Difference>): Difference => ({
  recipe: 1,
  verdict: 'too-few',
  method: 'sign-flip',
  pairs: 0,
  mean: -0.01,
  interval: null,
  intervalMethod: 'student',
  p: 1,
  adjustedP: 1,
  leastP: 1,
  probablyBetter: null,
  oftenBetter: 0.5,
  deviation: 0.01,
  detectable: null,
  runsNeeded: 6,
  missingSeeds: { ofReference: [], ofRecipe: [] },
  ...part,
});

const comparison = (first: readonly number[], second: readonly number[], part: Partial<Difference>): RecipeComparison => ({
  metric: 'test_accuracy',
  value: 'last',
  lowerIsBetter: false,
  leftOut: 0,
  recipes: [recipe('adam', first), recipe('sgd', second)],
  reference: 0,
  seedDeviation: null,
  testSet: null,
  differences: [difference(part)],
  effects: [],
});

const missing = (compared: RecipeComparison) => {
  const [only] = compared.differences;
  if (!only) throw new Error('no difference');
  return missingRuns(compared, only);
};

test('seeds that only one recipe has make pairs, and further ones fill up', () => {
  const found = missing(comparison([1, 2, 5], [1, 7], { missingSeeds: { ofReference: [7], ofRecipe: [2, 5] } }));

  expect(found.seeds).toBe(6);
  expect(found.runs).toEqual([
    ...[7, 3, 4].map((seed) => ({ from: 'adam-1', changes: { seed } })),
    ...[2, 5, 3, 4].map((seed) => ({ from: 'sgd-1', changes: { seed } })),
  ]);
});

test('what is settled needs pairs at most', () => {
  expect(missing(comparison([1, 2], [1, 2], { verdict: 'better', runsNeeded: 9 })).runs).toEqual([]);
  expect(missing(comparison([1, 2, 3], [1, 2], { verdict: 'worse', missingSeeds: { ofReference: [], ofRecipe: [3] } })).runs).toEqual([{ from: 'sgd-1', changes: { seed: 3 } }]);
});

test('single runs are made so many that they can show something', () => {
  expect(leastPairs(1)).toBe(6);
  expect(leastPairs(3)).toBe(7);
  const found = missing(comparison([1], [1], { deviation: null, runsNeeded: null }));
  expect(found.seeds).toBe(7);
  expect(found.runs).toHaveLength(12);
});

test('more seeds than anybody would queue by a click are not queued', () => {
  expect(missing(comparison([1, 2], [1, 2], { verdict: 'undecided', runsNeeded: MOST_SEEDS + 3 })).runs).toEqual([]);
  expect(missing(comparison([1, 2], [1, 2], { verdict: 'undecided', runsNeeded: null })).runs).toEqual([]);
  // Pairs are made all the same.
  expect(missing(comparison([1, 2, 3], [1, 2], { verdict: 'undecided', runsNeeded: 90, missingSeeds: { ofReference: [], ofRecipe: [3] } })).runs).toHaveLength(1);
  expect(missing(comparison([1, 2], [1, 2], { verdict: 'undecided', runsNeeded: MOST_SEEDS + 2 })).runs).toHaveLength(2 * MOST_SEEDS);
});

test('runs are queued where those are that they copy', () => {
  const copy = (from: string) => ({ from, changes: { seed: 1 } });
  const experimentOf = (run: string) => ({ a: 'first', b: 'second', c: 'first' })[run];

  expect(byExperiment([copy('a'), copy('b'), copy('c')], experimentOf)).toEqual(new Map([['first', [copy('a'), copy('c')]], ['second', [copy('b')]]]));
  expect(byExperiment([copy('a'), copy('gone')], experimentOf)).toBeNull();
});
