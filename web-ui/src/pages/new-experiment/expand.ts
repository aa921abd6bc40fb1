import type { Presets, RunSpec, ScheduleSpec } from '../../api/types';
import type { Form } from './formModel';

/** All combinations of one value of each list, the last list varying fastest. */
export function cartesian<T extends readonly (readonly unknown[])[]>(...lists: T): { [K in keyof T]: T[K][number] }[] {
  const rows = lists.reduce<unknown[][]>((left, list) => left.flatMap((row) => list.map((value) => [...row, value])), [[]]);
  return rows as { [K in keyof T]: T[K][number] }[];
}

/** The runs that a form stands for. Their names hold what differs between them and are unique for it. */
export function expand(form: Form, defaults: Presets['defaults']): RunSpec[] {
  const permuted = { ordered: [false], permuted: [true], both: [false, true] }[form.pixelOrder];
  const combinations = cartesian(unique(form.networks), unique(form.datasets), permuted, numbers(form.learningRates), numbers(form.seeds));
  return combinations.map(([network, dataset, isPermuted, learningRate, seed]) => ({
    ...defaults,
    name: [
      network,
      dataset,
      ...(isPermuted ? ['permuted'] : []),
      ...(numbers(form.learningRates).length > 1 ? [`lr ${learningRate}`] : []),
      ...(numbers(form.seeds).length > 1 ? [`seed ${seed}`] : []),
    ].join(' · '),
    network: { preset: network },
    dataset: { name: dataset, trainLimit: Number(form.trainLimit), testLimit: Number(form.testLimit) },
    optimizer: { ...defaults.optimizer, learningRate, momentum: Number(form.momentum), weightDecay: Number(form.weightDecay) },
    schedule: scheduleOf(form),
    batchSize: Number(form.batchSize),
    epochs: Number(form.epochs),
    seed,
    ...(isPermuted ? { pixelPermutationSeed: Number(form.permutationSeed) } : {}),
    augmentation: { shift: Number(form.shift), horizontalFlip: form.horizontalFlip },
    initialization: form.initialization,
    device: form.device,
  }));
}

function scheduleOf(form: Form): ScheduleSpec {
  switch (form.schedule) {
    case 'constant':
    case 'cosine':
      return { type: form.schedule };
    case 'step':
      return { type: 'step', every: Number(form.every), gamma: Number(form.gamma) };
  }
}

/** 0.1 and 0.10 are one learning rate. */
function numbers(texts: readonly string[]): number[] {
  return unique(texts.map(Number));
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
