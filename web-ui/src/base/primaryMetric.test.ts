import { expect, test } from 'vitest';
import { lossBeside, lowerIsBetter, primaryMetric, primaryMetricOf } from './primaryMetric';

const run = (metrics: readonly string[], parameters: Readonly<Record<string, unknown>> = {}) => ({
  metrics: Object.fromEntries(metrics.map((metric) => [metric, {}])),
  parameters,
});

test('what was held out for validation goes before the test set', () => {
  expect(primaryMetric(run(['test_accuracy', 'test_loss', 'validation_accuracy']))).toBe('validation_accuracy');
  expect(primaryMetric(run(['train_loss', 'test_accuracy', 'test_loss']))).toBe('test_accuracy');
});

test('where a quantity is told the error counts', () => {
  expect(primaryMetric(run(['test_loss', 'test_mean_absolute_error']))).toBe('test_mean_absolute_error');
});

test('before its first epoch a run is judged by what it will report', () => {
  expect(primaryMetric(run([], { loss: 'cross-entropy' }))).toBe('test_accuracy');
  expect(primaryMetric(run([], { loss: 'cross-entropy', 'dataset.validationShare': 0.1 }))).toBe('validation_accuracy');
  expect(primaryMetric(run([], { loss: 'mean-squared-error' }))).toBe('test_mean_absolute_error');
});

test('several runs share the metric of most of them', () => {
  expect(primaryMetricOf([run(['test_accuracy']), run(['test_mean_absolute_error']), run(['test_mean_absolute_error'])])).toBe('test_mean_absolute_error');
});

test('the loss is of the same images', () => {
  expect(lossBeside('validation_accuracy')).toBe('validation_loss');
  expect(lossBeside('loss/val')).toBe('loss/val');
});

test('metrics of other names are judged by their words', () => {
  const judgedBy = (...names: string[]) => primaryMetric(run(names));
  expect(judgedBy('loss/train', 'loss/val', 'grad_norm', 'lr')).toBe('loss/val');
  expect(judgedBy('val.loss', 'val.f1', 'train.f1')).toBe('val.f1');
  expect(judgedBy('accuracy', 'train/accuracy')).toBe('accuracy');
  expect(judgedBy('zeta', 'eta')).toBe('eta');
  expect(['loss/train', 'val.mae', 'LM/Perplexity'].every(lowerIsBetter)).toBe(true);
  expect(['val.f1', 'top 5', 'glosses'].some(lowerIsBetter)).toBe(false);
});
