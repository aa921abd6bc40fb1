import { expect, test } from 'vitest';
import { cartesian, expand } from './expand';
import { PRESETS } from './fixtures';
import { courseForm, initialForm } from './formModel';

const { defaults } = PRESETS;

test('the product holds every combination once', () => {
  expect(cartesian([1, 2], ['a', 'b'])).toEqual([
    [1, 'a'],
    [1, 'b'],
    [2, 'a'],
    [2, 'b'],
  ]);
});

test('an empty list makes an empty product', () => {
  expect(cartesian([1, 2], [])).toEqual([]);
});

test('the course makes four runs: two networks, each with the pixels in order and permuted', () => {
  const runs = expand(courseForm(PRESETS), defaults);

  expect(runs.map((run) => run.name)).toEqual(['fc2layer · mnist', 'fc2layer · mnist · permuted', 'small-cnn · mnist', 'small-cnn · mnist · permuted']);
  expect(runs.map((run) => run.pixelPermutationSeed)).toEqual([undefined, 7, undefined, 7]);
  expect(runs[0]?.optimizer).toEqual({ type: 'sgd', learningRate: 0.01, momentum: 0.5, weightDecay: 0 });
});

test('names hold what varies and are unique', () => {
  const form = { ...courseForm(PRESETS), learningRates: ['0.1', '0.01'], seeds: ['1', '2', '3'] };

  const names = expand(form, defaults).map((run) => run.name);

  expect(names).toHaveLength(24);
  expect(new Set(names).size).toBe(24);
  expect(names[0]).toBe('fc2layer · mnist · lr 0.1 · seed 1');
});

test('one value written in two ways is one run', () => {
  const form = { ...courseForm(PRESETS), learningRates: ['0.1', '0.10', '1e-1'] };

  expect(expand(form, defaults)).toHaveLength(4);
});

test('nothing chosen makes no runs', () => {
  expect(expand(initialForm(PRESETS), defaults)).toEqual([]);
});

test('a step schedule carries its settings, others carry none', () => {
  const form = { ...courseForm(PRESETS), schedule: 'step' as const, every: 5, gamma: 0.5 };

  expect(expand(form, defaults)[0]?.schedule).toEqual({ type: 'step', every: 5, gamma: 0.5 });
  expect(expand({ ...form, schedule: 'cosine' }, defaults)[0]?.schedule).toEqual({ type: 'cosine' });
});
