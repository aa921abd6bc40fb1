import { fieldName } from '../../base/names';
import { Problem, toProblem, type FieldProblem } from '../../base/problem';
import { words } from '../../words';
import type { FieldErrors, FieldName } from './formModel';

const FIELDS: Readonly<Record<string, FieldName>> = {
  name: 'name',
  description: 'description',
  priority: 'priority',
  runs: 'runs',
  'runs[].network': 'networks',
  'runs[].dataset': 'datasets',
  'runs[].dataset.name': 'datasets',
  'runs[].dataset.digest': 'datasets',
  'runs[].dataset.trainLimit': 'trainLimit',
  'runs[].dataset.testLimit': 'testLimit',
  'runs[].dataset.balanced': 'balanced',
  'runs[].dataset.validationShare': 'validationShare',
  'runs[].loss': 'loss',
  'runs[].optimizer': 'optimizer',
  'runs[].optimizer.learningRate': 'learningRates',
  'runs[].schedule': 'schedule',
  'runs[].schedule.warmupEpochs': 'warmupEpochs',
  'runs[].batchSize': 'batchSize',
  'runs[].epochs': 'epochs',
  'runs[].seed': 'seeds',
  'runs[].pixelPermutationSeed': 'permutationSeed',
  'runs[].initialization': 'initialization',
  'runs[].device': 'device',
  'runs[].precision': 'precision',
  'runs[].threads': 'threads',
  'runs[].replicas': 'replicas',
  'runs[].reproducible': 'reproducible',
  'runs[].placement.class': 'deviceClass',
  'runs[].placement.memoryMebibytes': 'workerMemory',
  'runs[].placement.labels': 'workerLabels',
};
/** Fields that the tracker declares have its own names. */
const DECLARED = /^runs\[\]\.((?:loss|optimizer|schedule|augmentation|update|earlyStopping)\.(?!type$)\w+)$/;

/** The tracker's objections, each beside the field that it comes from; what has no field is told at the list of runs. */
export function fieldErrorsOf(problems: readonly FieldProblem[]): FieldErrors {
  const errors: Partial<Record<FieldName, string>> = {};
  for (const { field, message } of problems) {
    const known = fieldOf(field.replace(/\[\d+\]/, '[]'));
    errors[known ?? 'runs'] ??= known ? located(field, message) : `${fieldName(field)} ${message}`;
  }
  return errors;
}

/** An objection to a layer says to which: the form has one field for all layers of a network. */
function located(field: string, message: string): string {
  const layer = field.indexOf('layers[');
  return layer < 0 ? message : words().form.errors.located(fieldName(field.slice(layer)), message);
}

/** What is left to say at the end of the form: objections that stand beside their fields are not told twice. */
export function unplaced(error: unknown): Problem {
  const { status, title, detail, errors } = toProblem(error);
  const placed = errors.length > 0 && errors.every(({ field }) => fieldOf(field.replace(/\[\d+\]/, '[]')) !== undefined);
  return new Problem(status, title, placed ? '' : detail, errors.filter(({ field }) => fieldOf(field.replace(/\[\d+\]/, '[]')) === undefined));
}

/** The form's field of the longest known beginning of a path. */
function fieldOf(path: string): FieldName | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const field = FIELDS[path.slice(0, end).replace(/\[\d+\]$/, '')];
    if (field) return field;
    const declared = DECLARED.exec(path.slice(0, end));
    if (declared) return declared[1] as FieldName;
  }
  return undefined;
}
