import type { Presets } from '../../api/types';

export type PixelOrder = 'ordered' | 'permuted' | 'both';
export type ScheduleType = 'constant' | 'step' | 'cosine';
/** What a number field holds: a number, or the text of something that is none. */
export type NumberField = number | string;

/** Everything that the form asks; lists multiply the runs. */
export type Form = {
  readonly name: string;
  readonly description: string;
  readonly priority: NumberField;
  readonly networks: readonly string[];
  readonly datasets: readonly string[];
  readonly trainLimit: NumberField;
  readonly testLimit: NumberField;
  readonly pixelOrder: PixelOrder;
  readonly permutationSeed: NumberField;
  readonly epochs: NumberField;
  readonly batchSize: NumberField;
  readonly learningRates: readonly string[];
  readonly momentum: NumberField;
  readonly weightDecay: NumberField;
  readonly schedule: ScheduleType;
  readonly every: NumberField;
  readonly gamma: NumberField;
  readonly seeds: readonly string[];
  readonly initialization: string;
  readonly shift: NumberField;
  readonly horizontalFlip: boolean;
  readonly device: string;
};

export type FieldName = keyof Form | 'runs';
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

export function initialForm({ defaults }: Presets): Form {
  return {
    name: '',
    description: '',
    priority: 0,
    networks: [],
    datasets: [],
    trainLimit: 0,
    testLimit: 0,
    pixelOrder: 'ordered',
    permutationSeed: 7,
    epochs: defaults.epochs,
    batchSize: defaults.batchSize,
    learningRates: [String(defaults.optimizer.learningRate)],
    momentum: defaults.optimizer.momentum,
    weightDecay: defaults.optimizer.weightDecay,
    schedule: defaults.schedule.type,
    every: defaults.schedule.type === 'step' ? defaults.schedule.every : 10,
    gamma: defaults.schedule.type === 'step' ? defaults.schedule.gamma : 0.1,
    seeds: [String(defaults.seed)],
    initialization: defaults.initialization,
    shift: defaults.augmentation.shift,
    horizontalFlip: defaults.augmentation.horizontalFlip,
    device: defaults.device,
  };
}

/** The experiment of the course: two networks of equal size, with the pixels in order and shuffled. */
export function courseForm(presets: Presets): Form {
  return {
    ...initialForm(presets),
    name: 'Course: FC against CNN on MNIST',
    description: 'Does a convolutional network beat a fully connected one of the same size, and does it still when all pixels are shuffled?',
    networks: ['fc2layer', 'small-cnn'],
    datasets: ['mnist'],
    pixelOrder: 'both',
    epochs: 1,
    batchSize: 64,
    learningRates: ['0.01'],
    momentum: 0.5,
    weightDecay: 0,
    schedule: 'constant',
    shift: 0,
    horizontalFlip: false,
  };
}
