import { humanize } from '../../base/format';
import type { SettingName } from './formModel';

type Words = { readonly label: string; readonly hint?: string };

/** What the declared fields are called; those that are missing here go by their own name. */
const WORDS: Readonly<Record<string, Words>> = {
  'optimizer.nesterov': { label: 'Nesterov’s momentum' },
  'optimizer.beta1': { label: 'β₁, decay of the mean gradient' },
  'optimizer.beta2': { label: 'β₂, decay of the squared gradient' },
  'optimizer.epsilon': { label: 'ε' },
  'optimizer.alpha': { label: 'α, decay of the squared gradient' },
  'schedule.every': { label: 'Drop after every … epochs' },
  'schedule.gamma': { label: 'Factor of each drop' },
  'schedule.rise': { label: 'Share of the steps that rise' },
  'schedule.startDivisor': { label: 'First rate: divided by' },
  'schedule.endDivisor': { label: 'Last rate: first divided by' },
  'schedule.factor': { label: 'Factor of each drop' },
  'schedule.patience': { label: 'Epochs without a lower loss' },
  'schedule.threshold': { label: 'Least share by which it must fall' },
  'schedule.minFactor': { label: 'Never below the factor' },
  'loss.labelSmoothing': { label: 'Label smoothing', hint: 'Share spread over all classes' },
  'update.maxGradientNorm': { label: 'Clip gradients to the norm', hint: '0 for no clipping' },
  'update.averagingDecay': { label: 'Average weights with the decay', hint: 'Such as 0.999; 0 for none' },
  'update.batches': { label: 'Batches per update', hint: 'Gradients of so many are added up: as one batch of all of them, in the memory of one' },
  'earlyStopping.patience': { label: 'Stop after … epochs without improvement', hint: 'Of the validation loss; 0 for never' },
  'earlyStopping.minImprovement': { label: 'Least improvement', hint: 'Of the validation loss' },
  'augmentation.shift': { label: 'Shift by up to … pixels' },
  'augmentation.horizontalFlip': { label: 'Mirror every second image' },
  'augmentation.rotation': { label: 'Turn by up to … degrees' },
  'augmentation.cutout': { label: 'Blank out a square of … pixels' },
};

const TYPES: Readonly<Record<string, string>> = {
  sgd: 'SGD with momentum',
  adam: 'Adam',
  adamw: 'AdamW',
  rmsprop: 'RMSprop',
  constant: 'Constant',
  step: 'Step',
  cosine: 'Cosine',
  'one-cycle': 'One cycle',
  plateau: 'Reduce on plateau',
  pytorch: 'PyTorch’s',
  he: 'He',
  xavier: 'Xavier',
  auto: 'Fastest that the worker has',
  nd4j: 'ND4J',
  onednn: 'oneDNN',
  vector: 'Java Vector API',
  fp32: '32 bits (fp32)',
  bf16: '16 bits (bf16)',
};

export function wordsOf(setting: SettingName): Words {
  return WORDS[setting] ?? { label: humanize(setting) };
}

/** Names as a list to choose from. */
export function choices(names: readonly string[]): { value: string; label: string }[] {
  return names.map((value) => ({ value, label: TYPES[value] ?? humanize(value.replaceAll('-', ' ')) }));
}
