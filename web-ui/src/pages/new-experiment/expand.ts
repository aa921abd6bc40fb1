import type { DatasetPreset, FieldKind, NetworkSpec, Placement, Presets, RunSpec, Settings, TypedSpec } from '../../api/types';
import { words } from '../../words';
import { fieldsOf, type Form, type Part } from './formModel';

/** All combinations of one value of each list, the last list varying fastest. */
export function cartesian<T extends readonly (readonly unknown[])[]>(...lists: T): { [K in keyof T]: T[K][number] }[] {
  const rows = lists.reduce<unknown[][]>((left, list) => left.flatMap((row) => list.map((value) => [...row, value])), [[]]);
  return rows as { [K in keyof T]: T[K][number] }[];
}

/** How many runs the choices make, leaving out values that are none. */
export function countOf(form: Form): number {
  const orders = form.pixelOrder === 'both' ? 2 : 1;
  const usable = (texts: readonly string[]) => numbers(texts).filter(Number.isFinite).length;
  return networksOf(form).length * unique(form.datasets).length * orders * usable(form.learningRates) * usable(form.seeds);
}

/** The runs that a form stands for, all values of which are right. Their names hold what differs between them and are unique for it. */
export function expand(form: Form, presets: Presets): RunSpec[] {
  const permuted = { ordered: [false], permuted: [true], both: [false, true] }[form.pixelOrder];
  const combinations = cartesian(networksOf(form), unique(form.datasets), permuted, numbers(form.learningRates), numbers(form.seeds));
  return combinations.map(([network, dataset, isPermuted, learningRate, seed]) => ({
    name: [
      network.name,
      dataset,
      ...(isPermuted ? ['permuted'] : []),
      ...(numbers(form.learningRates).length > 1 ? [`lr ${learningRate}`] : []),
      ...(numbers(form.seeds).length > 1 ? [`seed ${seed}`] : []),
    ].join(' · '),
    network: network.spec,
    dataset: {
      name: dataset,
      ...versionOf(dataset, presets),
      trainLimit: Number(form.trainLimit),
      testLimit: Number(form.testLimit),
      balanced: form.balanced,
      validationShare: Number(form.validationShare),
    },
    loss: lossOf(form, presets, dataset),
    optimizer: { type: form.optimizer, learningRate, ...settingsOf('optimizer', fieldsOf(presets.optimizers, form.optimizer), form) },
    schedule: {
      type: form.schedule,
      ...settingsOf('schedule', fieldsOf(presets.schedules, form.schedule), form),
      warmupEpochs: Number(form.warmupEpochs),
    },
    update: settingsOf('update', presets.update, form),
    batchSize: Number(form.batchSize),
    epochs: Number(form.epochs),
    earlyStopping: settingsOf('earlyStopping', presets.earlyStopping, form),
    seed,
    ...(isPermuted ? { pixelPermutationSeed: Number(form.permutationSeed) } : {}),
    augmentation: settingsOf('augmentation', presets.augmentation, form),
    initialization: form.initialization,
    device: form.device,
    precision: form.precision,
    threads: Number(form.threads),
    replicas: Number(form.replicas),
    reproducible: form.reproducible,
    ...placementOf(form),
  }));
}

function placementOf({ deviceClass, workerMemory, workerLabels }: Form): { readonly placement?: Placement } {
  const placement = {
    ...(deviceClass.trim() === '' ? {} : { class: deviceClass.trim() }),
    ...(Number(workerMemory) > 0 ? { memoryMebibytes: Number(workerMemory) } : {}),
    ...(workerLabels.length > 0 ? { labels: Object.fromEntries(workerLabels.map(labelOf)) } : {}),
  };
  return Object.keys(placement).length === 0 ? {} : { placement };
}

function labelOf(text: string): readonly [string, string] {
  const [name = '', ...value] = text.split('=');
  return [name.trim(), value.join('=').trim()];
}

/** Runs on a data set of one's own are to train on the version that the form shows. */
function versionOf(dataset: string, presets: Presets): { readonly digest?: string } {
  const preset = presets.datasets.find(({ name }) => name === dataset);
  return preset?.own ? { digest: preset.digest } : {};
}

/** The chosen networks, the reader's own last. */
function networksOf(form: Form): { readonly name: string; readonly spec: NetworkSpec }[] {
  const presets = unique(form.networks).map((name) => ({ name, spec: { preset: name } }));
  return form.ownWanted ? [...presets, { name: words().form.own.name, spec: { layers: form.ownLayers } }] : presets;
}

/** The loss that was chosen, or the first that fits the data. */
function lossOf(form: Form, presets: Presets, dataset: string): TypedSpec {
  const type = form.loss === '' ? usualLoss(presets.datasets.find(({ name }) => name === dataset)) : form.loss;
  return { type, ...settingsOf('loss', fieldsOf(presets.losses, type), form) };
}

function usualLoss(dataset: DatasetPreset | undefined): string {
  return dataset?.losses[0] ?? 'cross-entropy';
}

/** The settings of a part as numbers and flags. */
function settingsOf(part: Part, fields: readonly FieldKind[], form: Form): Settings {
  return Object.fromEntries(
    fields.map(({ name, type, default: fallback }) => {
      const value = form.settings[`${part}.${name}`] ?? fallback ?? 0;
      return [name, type === 'flag' ? Boolean(value) : Number(value)];
    }),
  );
}

/** 0.1 and 0.10 are one learning rate. */
function numbers(texts: readonly string[]): number[] {
  return unique(texts.map(Number));
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
