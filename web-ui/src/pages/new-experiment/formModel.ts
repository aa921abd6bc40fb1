import type { FieldKind, Kind, LayerSpec, Presets } from '../../api/types';
import { words } from '../../words';

export type PixelOrder = 'ordered' | 'permuted' | 'both';
/** What a number field holds: a number, or the text of something that is none. */
export type NumberField = number | string;

/** The parts of a run whose fields the tracker declares. */
export type Part = 'loss' | 'optimizer' | 'schedule' | 'augmentation' | 'update' | 'earlyStopping';
export type SettingName = `${Part}.${string}`;
export type FieldValues = Readonly<Record<SettingName, NumberField | boolean>>;

/** Everything that the form asks; lists multiply the runs. */
export type Form = {
  readonly name: string;
  readonly description: string;
  readonly priority: NumberField;
  readonly networks: readonly string[];
  /** Whether a network of the reader's own is trained too. */
  readonly ownWanted: boolean;
  readonly ownLayers: readonly LayerSpec[];
  readonly datasets: readonly string[];
  readonly trainLimit: NumberField;
  readonly testLimit: NumberField;
  readonly balanced: boolean;
  readonly validationShare: NumberField;
  readonly pixelOrder: PixelOrder;
  readonly permutationSeed: NumberField;
  readonly epochs: NumberField;
  readonly batchSize: NumberField;
  readonly learningRates: readonly string[];
  readonly seeds: readonly string[];
  readonly optimizer: string;
  readonly schedule: string;
  readonly warmupEpochs: NumberField;
  /** Empty for what is usual for each data set. */
  readonly loss: string;
  readonly settings: FieldValues;
  readonly initialization: string;
  readonly device: string;
  readonly precision: string;
  readonly threads: NumberField;
  readonly replicas: NumberField;
  /** Whether all epochs are to be trained on what the first one was. */
  readonly reproducible: boolean;
  /** Of devices that the workers must have; empty for any. */
  readonly deviceClass: string;
  readonly workerMemory: NumberField;
  /** Such as rack=a. */
  readonly workerLabels: readonly string[];
};

export type FieldName = keyof Form | SettingName | 'runs';
export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

export function initialForm({ defaults, ...presets }: Presets): Form {
  return {
    name: '',
    description: '',
    priority: 0,
    networks: [],
    ownWanted: false,
    ownLayers: [{ type: 'flatten' }, { type: 'dense', units: 10, bias: true }],
    datasets: [],
    trainLimit: defaults.dataset.trainLimit,
    testLimit: defaults.dataset.testLimit,
    balanced: defaults.dataset.balanced,
    validationShare: defaults.dataset.validationShare,
    pixelOrder: 'ordered',
    permutationSeed: 7,
    epochs: defaults.epochs,
    batchSize: defaults.batchSize,
    learningRates: [String(defaults.optimizer.learningRate)],
    seeds: [String(defaults.seed)],
    optimizer: defaults.optimizer.type,
    schedule: defaults.schedule.type,
    warmupEpochs: 0,
    loss: '',
    settings: {
      ...usualSettings('optimizer', fieldsOf(presets.optimizers, defaults.optimizer.type)),
      ...usualSettings('schedule', fieldsOf(presets.schedules, defaults.schedule.type)),
      ...usualSettings('augmentation', presets.augmentation),
      ...usualSettings('update', presets.update),
      ...usualSettings('earlyStopping', presets.earlyStopping),
      ...known('optimizer', defaults.optimizer),
    },
    initialization: defaults.initialization,
    device: defaults.device,
    precision: defaults.precision,
    threads: defaults.threads,
    replicas: defaults.replicas,
    reproducible: defaults.reproducible,
    deviceClass: '',
    workerMemory: 0,
    workerLabels: [],
  };
}

/** The experiment of the course: two networks of equal size, with the pixels in order and shuffled. */
export function courseForm(presets: Presets): Form {
  const form = initialForm(presets);
  return {
    ...form,
    name: words().form.course.name,
    description: words().form.course.description,
    networks: ['fc2layer', 'small-cnn'],
    ownWanted: false,
    datasets: ['mnist'],
    pixelOrder: 'both',
    epochs: 1,
    batchSize: 64,
    learningRates: ['0.01'],
    optimizer: 'sgd',
    settings: { ...form.settings, 'optimizer.momentum': 0.5, 'optimizer.nesterov': false, 'optimizer.weightDecay': 0 },
  };
}

/** The fields of one type; the learning rate and nested layers are asked elsewhere. */
export function fieldsOf(kinds: readonly Kind[], type: string): readonly FieldKind[] {
  return (kinds.find((kind) => kind.type === type)?.fields ?? []).filter(({ name }) => name !== 'learningRate');
}

/** What the fields of a part hold where nobody has said anything. */
export function usualSettings(part: Part, fields: readonly FieldKind[]): FieldValues {
  return Object.fromEntries(fields.map((field) => [`${part}.${field.name}`, field.default ?? '']));
}

/** The settings that a specification gives a part. */
export function known(part: Part, spec: Readonly<Record<string, unknown>>): FieldValues {
  const entries = Object.entries(spec).filter(([name]) => name !== 'type' && name !== 'learningRate');
  return Object.fromEntries(entries.map(([name, value]) => [`${part}.${name}`, value])) as FieldValues;
}
