import type { Presets } from '../../api/types';

/** Choices like the tracker's, small enough to reason about in a test. */
export const PRESETS: Presets = {
  networks: [
    { name: 'fc2layer', title: 'FC2Layer', description: '', layersByDataset: { mnist: [], tiny: [] }, parametersByDataset: { mnist: 6442 } },
    { name: 'small-cnn', title: 'Small CNN', description: '', layersByDataset: { mnist: [], tiny: null }, parametersByDataset: { mnist: 6422 } },
  ],
  datasets: [{ name: 'mnist', title: 'MNIST', description: '', shape: [1, 28, 28], classes: [], trainImages: 60_000, testImages: 10_000 }],
  schedules: ['constant', 'step', 'cosine'],
  initializations: ['pytorch'],
  devices: ['auto'],
  precisions: ['fp32'],
  limits: { runs: 1000, epochs: 100_000, batchSize: 65_536 },
  defaults: {
    loss: 'cross-entropy',
    optimizer: { type: 'sgd', learningRate: 0.01, momentum: 0, weightDecay: 0 },
    schedule: { type: 'constant' },
    batchSize: 64,
    epochs: 1,
    seed: 1,
    augmentation: { shift: 0, horizontalFlip: false },
    initialization: 'pytorch',
    device: 'auto',
    precision: 'fp32',
  },
};
