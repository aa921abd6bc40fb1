import { expect, test } from 'vitest';
import { fieldName, humanize, metricInText, metricName, placeOf } from './names';

test('names of the API become words', () => {
  expect(humanize('test_accuracy')).toBe('Test accuracy');
  expect(humanize('optimizer.learningRate')).toBe('Learning rate');
  expect(humanize('something.newAndUnknown')).toBe('New and unknown');
});

test('metrics of others are called as they call them', () => {
  expect(metricName('test_accuracy')).toBe('Test accuracy');
  expect(metricInText('validation_loss')).toBe('validation loss');
  expect(['val.F1', 'loss/train', 'grad_norm'].map(metricName)).toEqual(['val.F1', 'loss/train', 'grad_norm']);
  expect(metricInText('val.F1')).toBe('val.F1');
});

test('layers are counted from 1, as the editor does', () => {
  expect(placeOf('0')).toBe('layer 1');
  expect(placeOf('7.branches.0.2')).toBe('layer 8, branch 1, layer 3');
});

test('an objection names its field as the form does', () => {
  expect(fieldName('runs[0].network.layers[6]')).toBe('run 1, layer 7');
  expect(fieldName('layers[1].branches[0][2].kernel')).toBe('layer 2, branch 1, layer 3, kernel');
  expect(fieldName('runs[2].optimizer.learningRate')).toBe('run 3, optimizer, learning rate');
  expect(fieldName('name')).toBe('name');
});
