import type { FieldProblem } from '../../base/problem';
import type { FieldErrors, FieldName } from './formModel';

const FIELDS: Readonly<Record<string, FieldName>> = {
  name: 'name',
  description: 'description',
  priority: 'priority',
  runs: 'runs',
  'runs[].network': 'networks',
  'runs[].dataset.name': 'datasets',
  'runs[].dataset.trainLimit': 'trainLimit',
  'runs[].dataset.testLimit': 'testLimit',
  'runs[].optimizer.learningRate': 'learningRates',
  'runs[].optimizer.momentum': 'momentum',
  'runs[].optimizer.weightDecay': 'weightDecay',
  'runs[].schedule.every': 'every',
  'runs[].schedule.gamma': 'gamma',
  'runs[].schedule': 'schedule',
  'runs[].batchSize': 'batchSize',
  'runs[].epochs': 'epochs',
  'runs[].seed': 'seeds',
  'runs[].pixelPermutationSeed': 'permutationSeed',
  'runs[].augmentation.shift': 'shift',
  'runs[].augmentation.horizontalFlip': 'horizontalFlip',
  'runs[].initialization': 'initialization',
  'runs[].device': 'device',
  'runs[].dataset': 'datasets',
};

/** The tracker's objections, each beside the field that it comes from; what has no field is told at the list of runs. */
export function fieldErrorsOf(problems: readonly FieldProblem[]): FieldErrors {
  const errors: Partial<Record<FieldName, string>> = {};
  for (const { field, message } of problems) {
    const known = fieldOf(field.replace(/\[\d+\]/, '[]'));
    errors[known ?? 'runs'] ??= known ? message : `${field} ${message}`;
  }
  return errors;
}

/** The form's field of the longest known beginning of a path. */
function fieldOf(path: string): FieldName | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const field = FIELDS[path.slice(0, end).replace(/\[\d+\]$/, '')];
    if (field) return field;
  }
  return undefined;
}
