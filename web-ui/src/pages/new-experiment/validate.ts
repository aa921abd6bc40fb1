import type { FieldKind, Presets } from '../../api/types';
import { words } from '../../words';
import { countOf } from './expand';
import { fieldsOf, type FieldErrors, type FieldName, type Form, type NumberField, type Part } from './formModel';
import { titleOf } from './labels';

const MAX_SEED = Number.MAX_SAFE_INTEGER;
const DEVICE_CLASS = /^(?!any$)[a-z][a-z0-9_.-]{0,31}(:[a-z0-9_.-]{1,31}){0,3}$/;
const LABEL_PART = '[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?';
const LABEL = new RegExp(`^\\s*${LABEL_PART}\\s*=\\s*${LABEL_PART}\\s*$`);

/** What is wrong with the form, beside the fields it is about. The tracker has the last word. */
export function validate(form: Form, presets: Presets): FieldErrors {
  const said = words().form.errors;
  const errors: Partial<Record<FieldName, string>> = {};
  const check = (field: FieldName, holds: boolean, message: string) => {
    if (!holds) errors[field] ??= message;
  };
  const integer = (field: FieldName, value: NumberField, min: number, max: number) =>
    check(field, isNumber(value) && Number.isInteger(Number(value)) && Number(value) >= min && Number(value) <= max, said.integer(min, max));
  const settings = (part: Part, fields: readonly FieldKind[]) => {
    for (const { name, type } of fields) {
      const value = form.settings[`${part}.${name}`] ?? '';
      if (type === 'integer')
        check(`${part}.${name}`, isNumber(value) && Number.isInteger(Number(value)) && Number(value) >= 0, said.natural);
      if (type === 'number') check(`${part}.${name}`, isNumber(value) && Number(value) >= 0, said.number);
    }
  };

  check('name', form.name.trim() !== '', said.name);
  check('name', form.name.length <= 200, said.nameLength);
  check('description', form.description.length <= 10_000, said.descriptionLength);
  check('networks', form.networks.length > 0 || form.ownWanted, said.networks);
  check('ownLayers', !form.ownWanted || form.ownLayers.length > 0, said.ownLayers);
  check('datasets', form.datasets.length > 0, said.datasets);
  check('networks', misfits(form, presets).length === 0, misfits(form, presets).join(' '));
  integer('priority', form.priority, -100, 100);
  integer('trainLimit', form.trainLimit, 0, 1_000_000);
  integer('testLimit', form.testLimit, 0, 1_000_000);
  check('balanced', !form.balanced || Number(form.trainLimit) > 0, said.balanced);
  check('validationShare', isNumber(form.validationShare) && Number(form.validationShare) >= 0 && Number(form.validationShare) <= 0.9, said.validation);
  integer('epochs', form.epochs, 1, presets.limits.epochs);
  integer('batchSize', form.batchSize, 1, presets.limits.batchSize);
  check('learningRates', form.learningRates.length > 0, said.rates);
  check('learningRates', form.learningRates.every((rate) => isNumber(rate) && Number(rate) > 0 && Number(rate) <= 1000), said.rate);
  check('seeds', form.seeds.length > 0, said.seeds);
  check('seeds', form.seeds.every((seed) => isNumber(seed) && Number.isInteger(Number(seed)) && Number(seed) >= 0 && Number(seed) <= MAX_SEED), said.seed);
  if (form.pixelOrder !== 'ordered') integer('permutationSeed', form.permutationSeed, 0, MAX_SEED);
  settings('optimizer', fieldsOf(presets.optimizers, form.optimizer));
  settings('schedule', fieldsOf(presets.schedules, form.schedule));
  check('schedule', form.schedule !== 'plateau' || Number(form.validationShare) > 0, said.plateau);
  integer('warmupEpochs', form.warmupEpochs, 0, presets.limits.epochs);
  check('warmupEpochs', Number(form.warmupEpochs) < Number(form.epochs) || Number(form.warmupEpochs) === 0, said.warmup);
  check('loss', lossMisfits(form, presets).length === 0, lossMisfits(form, presets).join(' '));
  settings('loss', form.loss === '' ? [] : fieldsOf(presets.losses, form.loss));
  settings('update', presets.update);
  settings('earlyStopping', presets.earlyStopping);
  check('earlyStopping.patience', !(Number(form.settings['earlyStopping.patience']) > 0) || Number(form.validationShare) > 0, said.patience);
  settings('augmentation', presets.augmentation);
  integer('threads', form.threads, 0, presets.limits.threads);
  integer('replicas', form.replicas, 1, presets.limits.replicas);
  check('replicas', Number(form.replicas) < 2 || Number(form.replicas) <= Number(form.settings['update.batches']), said.replicas);
  check('deviceClass', form.deviceClass.trim() === '' || DEVICE_CLASS.test(form.deviceClass.trim()), said.deviceClass);
  integer('workerMemory', form.workerMemory, 0, 16_777_216);
  check('workerLabels', form.workerLabels.length <= 16 && form.workerLabels.every((label) => LABEL.test(label)) && areDistinct(form.workerLabels), said.workerLabels);
  const runs = countOf(form);
  check('runs', runs <= presets.limits.runs, said.runs(runs, presets.limits.runs));
  return errors;
}

/** No worker has two values of one label. */
function areDistinct(labels: readonly string[]): boolean {
  return new Set(labels.map((label) => label.split('=')[0]?.trim())).size === labels.length;
}

/** Whether a field has a part in which runs there are: all but what is only said about them. */
export function shapesRuns(field: FieldName): boolean {
  return !['name', 'description', 'priority'].includes(field);
}

/** The networks that are not made for the images of a chosen data set. */
function misfits(form: Form, presets: Presets): string[] {
  return form.networks.flatMap((name) => {
    const preset = presets.networks.find((network) => network.name === name);
    return form.datasets
      .filter((dataset) => preset && !(dataset in preset.parametersByDataset))
      .map((dataset) => words().form.layers.misfit(name, dataset));
  });
}

function lossMisfits(form: Form, presets: Presets): string[] {
  return presets.datasets
    .filter(({ name, losses }) => form.loss !== '' && form.datasets.includes(name) && !losses.includes(form.loss))
    .map((preset) => words().form.errors.lossMisfit(titleOf(preset)));
}

function isNumber(value: NumberField | boolean): boolean {
  return typeof value !== 'boolean' && String(value).trim() !== '' && Number.isFinite(Number(value));
}
