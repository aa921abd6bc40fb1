import type { Presets, RunSpec } from '../../api/types';
import { initialForm, known, type Form } from './formModel';

/** The form that stands for one run, to be changed; the name says that it is not the same any more. */
export function cloneForm(spec: RunSpec, name: string, presets: Presets): Form {
  const form = initialForm(presets);
  const { warmupEpochs, ...schedule } = spec.schedule;
  const own = 'layers' in spec.network ? spec.network.layers : null;
  return {
    ...form,
    name,
    networks: 'preset' in spec.network ? [spec.network.preset] : [],
    ownWanted: own !== null,
    ownLayers: own ?? form.ownLayers,
    datasets: [spec.dataset.name],
    trainLimit: spec.dataset.trainLimit,
    testLimit: spec.dataset.testLimit,
    balanced: spec.dataset.balanced,
    validationShare: spec.dataset.validationShare,
    pixelOrder: spec.pixelPermutationSeed === undefined ? 'ordered' : 'permuted',
    permutationSeed: spec.pixelPermutationSeed ?? form.permutationSeed,
    epochs: spec.epochs,
    batchSize: spec.batchSize,
    learningRates: [String(spec.optimizer.learningRate)],
    seeds: [String(spec.seed)],
    optimizer: spec.optimizer.type,
    schedule: spec.schedule.type,
    warmupEpochs: Number(warmupEpochs ?? 0),
    loss: spec.loss.type,
    settings: {
      ...form.settings,
      ...known('loss', spec.loss),
      ...known('optimizer', spec.optimizer),
      ...known('schedule', schedule),
      ...known('augmentation', spec.augmentation),
      ...known('update', spec.update),
      ...known('earlyStopping', spec.earlyStopping),
    },
    initialization: spec.initialization,
    device: spec.device,
    precision: spec.precision,
    threads: spec.threads,
    replicas: spec.replicas,
    reproducible: spec.reproducible,
    deviceClass: spec.placement?.class ?? '',
    workerMemory: spec.placement?.memoryMebibytes ?? 0,
    workerLabels: Object.entries(spec.placement?.labels ?? {}).map(([label, value]) => `${label}=${value}`),
  };
}
