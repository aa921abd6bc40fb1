import { expect, test } from 'vitest';
import { cartesian, countOf, expand } from './expand';
import { PRESETS } from './fixtures';
import { courseForm, initialForm } from './formModel';

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
  const runs = expand(courseForm(PRESETS), PRESETS);

  expect(runs.map((run) => run.name)).toEqual(['fc2layer · mnist', 'fc2layer · mnist · permuted', 'small-cnn · mnist', 'small-cnn · mnist · permuted']);
  expect(runs.map((run) => run.pixelPermutationSeed)).toEqual([undefined, 7, undefined, 7]);
  expect(runs[0]?.optimizer).toEqual({ type: 'sgd', learningRate: 0.01, momentum: 0.5, nesterov: false });
});

test('names hold what varies and are unique', () => {
  const form = { ...courseForm(PRESETS), learningRates: ['0.1', '0.01'], seeds: ['1', '2', '3'] };

  const names = expand(form, PRESETS).map((run) => run.name);

  expect(names).toHaveLength(24);
  expect(new Set(names).size).toBe(24);
  expect(names[0]).toBe('fc2layer · mnist · lr 0.1 · seed 1');
});

test('a network of one\'s own is trained beside the others', () => {
  const ownLayers = [{ type: 'flatten' }, { type: 'dense', units: 10 }];
  const form = { ...courseForm(PRESETS), networks: ['fc2layer'], ownWanted: true, ownLayers, pixelOrder: 'ordered' as const };

  expect(expand(form, PRESETS).map(({ name, network }) => [name, network])).toEqual([
    ['fc2layer · mnist', { preset: 'fc2layer' }],
    ['own network · mnist', { layers: ownLayers }],
  ]);
});

test('one value written in two ways is one run', () => {
  const form = { ...courseForm(PRESETS), learningRates: ['0.1', '0.10', '1e-1'] };

  expect(expand(form, PRESETS)).toHaveLength(4);
});

test('the count is that of the runs, and leaves out what is no number', () => {
  const form = { ...courseForm(PRESETS), learningRates: ['0.1', '0.10', 'fast'], seeds: ['1', '2'] };

  expect(countOf(form)).toBe(8);
  expect(countOf(initialForm(PRESETS))).toBe(0);
});

test('nothing chosen makes no runs', () => {
  expect(expand(initialForm(PRESETS), PRESETS)).toEqual([]);
});

test('a schedule carries its own settings and the warm-up', () => {
  const settings = { ...courseForm(PRESETS).settings, 'schedule.every': '5', 'schedule.gamma': 0.5 };
  const form = { ...courseForm(PRESETS), schedule: 'step', warmupEpochs: 2, settings };

  expect(expand(form, PRESETS)[0]?.schedule).toEqual({ type: 'step', every: 5, gamma: 0.5, warmupEpochs: 2 });
  expect(expand({ ...form, schedule: 'cosine' }, PRESETS)[0]?.schedule).toEqual({ type: 'cosine', warmupEpochs: 2 });
});

test('an optimizer carries only the settings of its type', () => {
  const form = { ...courseForm(PRESETS), optimizer: 'adam' };

  expect(expand(form, PRESETS)[0]?.optimizer).toEqual({ type: 'adam', learningRate: 0.01, beta1: 0.9 });
});

test('each data set gets the loss that is usual for it', () => {
  const form = { ...courseForm(PRESETS), networks: ['fc2layer'], datasets: ['mnist', 'angles'], pixelOrder: 'ordered' as const };

  expect(expand(form, PRESETS).map(({ loss }) => loss)).toEqual([{ type: 'cross-entropy', labelSmoothing: 0 }, { type: 'mean-squared-error' }]);
});

test('a run on a data set of one\'s own names the version that the form shows', () => {
  const runs = expand({ ...courseForm(PRESETS), datasets: ['mnist', 'angles'] }, PRESETS);

  expect(new Set(runs.map(({ dataset }) => `${dataset.name} ${dataset.digest ?? ''}`))).toEqual(new Set(['mnist ', 'angles bb22']));
});

test('what the workers must be is said where it matters', () => {
  const form = { ...courseForm(PRESETS), deviceClass: ' cuda ', workerMemory: 8000, workerLabels: ['rack=a', 'zone = north'] };

  expect(expand(form, PRESETS)[0]?.placement).toEqual({ class: 'cuda', memoryMebibytes: 8000, labels: { rack: 'a', zone: 'north' } });
  expect(expand(courseForm(PRESETS), PRESETS)[0]).not.toHaveProperty('placement');
});
