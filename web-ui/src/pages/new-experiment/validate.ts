import type { FieldKind, Presets } from '../../api/types';
import { expand } from './expand';
import { fieldsOf, type FieldErrors, type FieldName, type Form, type NumberField, type Part } from './formModel';

const MAX_SEED = Number.MAX_SAFE_INTEGER;

/** What is wrong with the form, beside the fields it is about. The tracker has the last word. */
export function validate(form: Form, presets: Presets): FieldErrors {
  const errors: Partial<Record<FieldName, string>> = {};
  const check = (field: FieldName, holds: boolean, message: string) => {
    if (!holds) errors[field] ??= message;
  };
  const integer = (field: FieldName, value: NumberField, min: number, max: number) =>
    check(field, isNumber(value) && Number.isInteger(Number(value)) && Number(value) >= min && Number(value) <= max,
      `Enter a whole number from ${min} to ${max.toLocaleString('en')}.`);
  const settings = (part: Part, fields: readonly FieldKind[]) => {
    for (const { name, type } of fields) {
      const value = form.settings[`${part}.${name}`] ?? '';
      if (type === 'integer')
        check(`${part}.${name}`, isNumber(value) && Number.isInteger(Number(value)) && Number(value) >= 0, 'Enter a whole number of at least 0.');
      if (type === 'number') check(`${part}.${name}`, isNumber(value) && Number(value) >= 0, 'Enter a number of at least 0.');
    }
  };

  check('name', form.name.trim() !== '', 'Give the experiment a name.');
  check('name', form.name.length <= 200, 'Use at most 200 characters.');
  check('description', form.description.length <= 10_000, 'Use at most 10,000 characters.');
  check('networks', form.networks.length > 0 || form.ownWanted, 'Choose at least one network.');
  check('ownLayers', !form.ownWanted || form.ownLayers.length > 0, 'Add at least one layer.');
  check('datasets', form.datasets.length > 0, 'Choose at least one data set.');
  check('networks', misfits(form, presets).length === 0, misfits(form, presets).join(' '));
  integer('priority', form.priority, -100, 100);
  integer('trainLimit', form.trainLimit, 0, 1_000_000);
  integer('testLimit', form.testLimit, 0, 1_000_000);
  check('balanced', !form.balanced || Number(form.trainLimit) > 0, 'Say how many training images to use.');
  check('validationShare', isNumber(form.validationShare) && Number(form.validationShare) >= 0 && Number(form.validationShare) <= 0.9,
    'Enter a share from 0 to 0.9.');
  integer('epochs', form.epochs, 1, presets.limits.epochs);
  integer('batchSize', form.batchSize, 1, presets.limits.batchSize);
  check('learningRates', form.learningRates.length > 0, 'Enter at least one learning rate.');
  check('learningRates', form.learningRates.every((rate) => isNumber(rate) && Number(rate) > 0 && Number(rate) <= 1000),
    'Learning rates are numbers greater than 0 and at most 1000.');
  check('seeds', form.seeds.length > 0, 'Enter at least one seed.');
  check('seeds', form.seeds.every((seed) => isNumber(seed) && Number.isInteger(Number(seed)) && Number(seed) >= 0 && Number(seed) <= MAX_SEED),
    'Seeds are whole numbers of at least 0.');
  if (form.pixelOrder !== 'ordered') integer('permutationSeed', form.permutationSeed, 0, MAX_SEED);
  settings('optimizer', fieldsOf(presets.optimizers, form.optimizer));
  settings('schedule', fieldsOf(presets.schedules, form.schedule));
  check('schedule', form.schedule !== 'plateau' || Number(form.validationShare) > 0,
    'Hold images out for validation (under “Data”) to follow their loss.');
  integer('warmupEpochs', form.warmupEpochs, 0, presets.limits.epochs);
  check('warmupEpochs', Number(form.warmupEpochs) < Number(form.epochs) || Number(form.warmupEpochs) === 0, 'Leave epochs for after the warm-up.');
  check('loss', lossMisfits(form, presets).length === 0, lossMisfits(form, presets).join(' '));
  settings('loss', form.loss === '' ? [] : fieldsOf(presets.losses, form.loss));
  settings('update', presets.update);
  settings('earlyStopping', presets.earlyStopping);
  check('earlyStopping.patience', !(Number(form.settings['earlyStopping.patience']) > 0) || Number(form.validationShare) > 0,
    'Hold images out for validation (under “Data”) to stop by their loss.');
  settings('augmentation', presets.augmentation);
  integer('threads', form.threads, 0, presets.limits.threads);
  const runs = expand(form, presets).length;
  check('runs', runs <= presets.limits.runs, `These choices make ${runs} runs; an experiment holds at most ${presets.limits.runs}.`);
  return errors;
}

/** The networks that are not made for the images of a chosen data set. */
function misfits(form: Form, presets: Presets): string[] {
  return form.networks.flatMap((name) => {
    const preset = presets.networks.find((network) => network.name === name);
    return form.datasets
      .filter((dataset) => preset && !(dataset in preset.parametersByDataset))
      .map((dataset) => `${name} does not fit the images of ${dataset}.`);
  });
}

function lossMisfits(form: Form, presets: Presets): string[] {
  return presets.datasets
    .filter(({ name, losses }) => form.loss !== '' && form.datasets.includes(name) && !losses.includes(form.loss))
    .map(({ title }) => `${title} has no classes, which this loss needs.`);
}

function isNumber(value: NumberField | boolean): boolean {
  return typeof value !== 'boolean' && String(value).trim() !== '' && Number.isFinite(Number(value));
}
