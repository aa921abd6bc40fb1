import type { Presets } from '../../api/types';
import { expand } from './expand';
import type { FieldErrors, FieldName, Form, NumberField } from './formModel';

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
  const fraction = (field: FieldName, value: NumberField) =>
    check(field, isNumber(value) && Number(value) >= 0 && Number(value) < 1, 'Enter a number of at least 0 and less than 1.');

  check('name', form.name.trim() !== '', 'Give the experiment a name.');
  check('name', form.name.length <= 200, 'Use at most 200 characters.');
  check('description', form.description.length <= 10_000, 'Use at most 10,000 characters.');
  check('networks', form.networks.length > 0, 'Choose at least one network.');
  check('datasets', form.datasets.length > 0, 'Choose at least one data set.');
  check('networks', misfits(form, presets).length === 0, misfits(form, presets).join(' '));
  integer('priority', form.priority, -100, 100);
  integer('trainLimit', form.trainLimit, 0, 1_000_000_000);
  integer('testLimit', form.testLimit, 0, 1_000_000_000);
  integer('epochs', form.epochs, 1, presets.limits.epochs);
  integer('batchSize', form.batchSize, 1, presets.limits.batchSize);
  check('learningRates', form.learningRates.length > 0, 'Enter at least one learning rate.');
  check('learningRates', form.learningRates.every((rate) => isNumber(rate) && Number(rate) > 0 && Number(rate) <= 1000),
    'Learning rates are numbers greater than 0 and at most 1000.');
  fraction('momentum', form.momentum);
  fraction('weightDecay', form.weightDecay);
  check('seeds', form.seeds.length > 0, 'Enter at least one seed.');
  check('seeds', form.seeds.every((seed) => isNumber(seed) && Number.isInteger(Number(seed)) && Number(seed) >= 0 && Number(seed) <= MAX_SEED),
    'Seeds are whole numbers of at least 0.');
  if (form.pixelOrder !== 'ordered') integer('permutationSeed', form.permutationSeed, 0, MAX_SEED);
  if (form.schedule === 'step') {
    integer('every', form.every, 1, presets.limits.epochs);
    check('gamma', isNumber(form.gamma) && Number(form.gamma) > 0 && Number(form.gamma) <= 1, 'Enter a number greater than 0 and at most 1.');
  }
  integer('shift', form.shift, 0, 16);
  const runs = expand(form, presets.defaults).length;
  check('runs', runs <= presets.limits.runs, `These choices make ${runs} runs; an experiment holds at most ${presets.limits.runs}.`);
  return errors;
}

/** The networks that cannot take the images of a chosen data set. */
function misfits(form: Form, presets: Presets): string[] {
  return form.networks.flatMap((name) => {
    const preset = presets.networks.find((network) => network.name === name);
    return form.datasets
      .filter((dataset) => preset?.layersByDataset[dataset] === null)
      .map((dataset) => `${name} does not fit the images of ${dataset}.`);
  });
}

function isNumber(value: NumberField): boolean {
  return String(value).trim() !== '' && Number.isFinite(Number(value));
}
