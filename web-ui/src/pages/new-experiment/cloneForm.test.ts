import { expect, test } from 'vitest';
import { cloneForm } from './cloneForm';
import { expand } from './expand';
import { PRESETS } from './fixtures';
import { courseForm, initialForm, type Form } from './formModel';

const usual = initialForm(PRESETS);
const FORMS: readonly Form[] = [
  courseForm(PRESETS),
  { ...usual, ownWanted: true, ownLayers: [{ type: 'dense', units: 7, bias: true }], datasets: ['angles'], learningRates: ['0.3', '1e-5'], seeds: ['4', '9'] },
  {
    ...usual,
    networks: ['small-cnn'],
    datasets: ['mnist'],
    trainLimit: 500,
    balanced: true,
    validationShare: 0.2,
    pixelOrder: 'permuted',
    permutationSeed: 99,
    optimizer: 'adam',
    schedule: 'step',
    warmupEpochs: 2,
    epochs: 20,
    loss: 'cross-entropy',
    settings: { ...usual.settings, 'optimizer.beta1': 0.8, 'schedule.every': 5, 'schedule.gamma': 0.5, 'loss.labelSmoothing': 0.1, 'augmentation.horizontalFlip': true, 'update.maxGradientNorm': 3, 'earlyStopping.patience': 4 },
    threads: 2,
    reproducible: true,
    deviceClass: 'cuda',
    workerLabels: ['rack=a'],
  },
];

test('the form of a run stands for a run that computes the same', () => {
  for (const spec of FORMS.flatMap((form) => expand(form, PRESETS))) {
    const [cloned, ...others] = expand(cloneForm(spec, 'again', PRESETS), PRESETS);

    expect(others).toEqual([]);
    expect({ ...cloned, name: spec.name }).toEqual(spec);
  }
});
