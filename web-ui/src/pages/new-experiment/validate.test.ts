import { expect, test } from 'vitest';
import { PRESETS } from './fixtures';
import { courseForm, initialForm } from './formModel';
import { shapesRuns, validate } from './validate';

const COURSE = courseForm(PRESETS);

test('the course is right as it is', () => {
  expect(validate(COURSE, PRESETS)).toEqual({});
});

test('an untouched form lacks its name, networks and data sets', () => {
  expect(Object.keys(validate(initialForm(PRESETS), PRESETS))).toEqual(['name', 'networks', 'datasets']);
});

test('an empty number is not zero', () => {
  expect(validate({ ...COURSE, epochs: '' }, PRESETS).epochs).toBe('Enter a whole number from 1 to 100,000.');
});

test('a learning rate must be a positive number', () => {
  expect(validate({ ...COURSE, learningRates: ['0.1', 'fast'] }, PRESETS).learningRates).toBeDefined();
  expect(validate({ ...COURSE, learningRates: ['0'] }, PRESETS).learningRates).toBeDefined();
});

test('a network that is not made for the images is named', () => {
  expect(validate({ ...COURSE, datasets: ['tiny'] }, PRESETS).networks).toBe('small-cnn does not fit the images of tiny.');
});

test('too many runs are refused before they are sent', () => {
  const seeds = Array.from({ length: 251 }, (_, i) => String(i));

  expect(validate({ ...COURSE, seeds }, PRESETS).runs).toContain('1,004');
});

test('a name that is missing keeps no runs from being shown, a wrong rate does', () => {
  expect(shapesRuns('name')).toBe(false);
  expect(shapesRuns('learningRates')).toBe(true);
});

test('settings that are not used are not checked', () => {
  const settings = { ...COURSE.settings, 'schedule.every': 5, 'schedule.gamma': 'much' };

  expect(validate({ ...COURSE, settings, pixelOrder: 'ordered', permutationSeed: '' }, PRESETS)).toEqual({});
  expect(validate({ ...COURSE, settings, schedule: 'step' }, PRESETS)['schedule.gamma']).toBeDefined();
});

test('stopping early needs a validation set', () => {
  const form = { ...COURSE, settings: { ...COURSE.settings, 'earlyStopping.patience': 3 } };

  expect(validate(form, PRESETS)['earlyStopping.patience']).toContain('validation');
  expect(validate({ ...form, validationShare: 0.1 }, PRESETS)).toEqual({});
});

test('replicas share the batches of an update', () => {
  const form = { ...COURSE, replicas: 2 };

  expect(validate(form, PRESETS).replicas).toContain('batches per update');
  expect(validate({ ...form, settings: { ...form.settings, 'update.batches': 2 } }, PRESETS)).toEqual({});
  expect(validate({ ...form, replicas: 65 }, PRESETS).replicas).toBeDefined();
});

test('a schedule that follows the loss needs a validation set', () => {
  const form = { ...COURSE, schedule: 'plateau' };

  expect(validate(form, PRESETS).schedule).toContain('validation');
  expect(validate({ ...form, validationShare: 0.1 }, PRESETS).schedule).toBeUndefined();
});

test('a loss of classes is refused for data without', () => {
  const form = { ...COURSE, datasets: ['angles'] };

  expect(validate({ ...form, loss: 'cross-entropy', settings: { ...form.settings, 'loss.labelSmoothing': 0 } }, PRESETS).loss).toContain('Angles');
  expect(validate(form, PRESETS)).toEqual({});
});

test('a warm-up leaves epochs for what comes after it', () => {
  expect(validate({ ...COURSE, epochs: 3, warmupEpochs: 3 }, PRESETS).warmupEpochs).toBeDefined();
  expect(validate({ ...COURSE, epochs: 3, warmupEpochs: 2 }, PRESETS)).toEqual({});
});

test('classes and labels of workers are what the tracker takes', () => {
  const of = (deviceClass: string, ...workerLabels: string[]) => Object.keys(validate({ ...courseForm(PRESETS), deviceClass, workerLabels }, PRESETS));

  expect(of('cuda:sm_90', 'rack=a', 'zone=eu/1')).toEqual([]);
  expect(of('GPU')).toEqual(['deviceClass']);
  expect(of('any')).toEqual(['deviceClass']);
  expect(of('', 'rack')).toEqual(['workerLabels']);
  expect(of('', 'rack=a', 'rack=b')).toEqual(['workerLabels']);
});
