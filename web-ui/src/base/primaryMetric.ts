type Measured = {
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, unknown>>;
};

/** The best first: what a run is judged by before what it is not, classes before quantities, since data has the one or the other. */
const PREFERRED = [
  'validation_accuracy',
  'test_accuracy',
  'validation_mean_absolute_error',
  'test_mean_absolute_error',
  'validation_loss',
  'test_loss',
  'train_loss',
] as const;

/** Of metrics of any other names the words that tell what is measured, in the order in which a run is judged by them. */
const MEASURES: readonly (readonly string[])[] = [
  ['accuracy', 'acc', 'top1'],
  ['f1'],
  ['auc', 'auroc'],
  ['map', 'ap'],
  ['bleu', 'rouge'],
  ['iou', 'dice'],
  ['r2'],
  ['reward', 'return', 'score'],
  ['mae', 'rmse', 'mse'],
  ['perplexity', 'ppl', 'wer', 'cer', 'nll'],
  ['loss', 'error'],
] as const;

/** And on which data; one that names none comes before the training set. */
const SETS: readonly (readonly string[])[] = [['validation', 'valid', 'val', 'dev', 'eval'], ['test'], [], ['train', 'training']] as const;
const OF_NO_SET = 2;

const LOWER_IS_BETTER: readonly string[] = ['loss', 'error', 'mae', 'mse', 'rmse', 'mape', 'nll', 'perplexity', 'ppl', 'wer', 'cer', 'fid'] as const;

function wordsOf(metric: string): string[] {
  return metric.toLowerCase().split(/[^\p{L}\p{N}]+/u);
}

function place(lists: readonly (readonly string[])[], metric: string, ofNone: number): number {
  const found = lists.findIndex((list) => wordsOf(metric).some((word) => list.includes(word)));
  return found < 0 ? ofNone : found;
}

function rank(metric: string): number {
  return place(MEASURES, metric, MEASURES.length) * SETS.length + place(SETS, metric, OF_NO_SET);
}

/**
 * The one number that a run is judged by: on the validation set where it has one, since the test set is for the end; the accuracy, or
 * the mean absolute error where a quantity is told. Metrics of other names are judged by the words in them.
 */
export function primaryMetric(run: Measured): string {
  const known = PREFERRED.find((metric) => metric in run.metrics);
  if (known) return known;
  const [named] = Object.keys(run.metrics).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  if (named !== undefined) return named;
  const set = Number(run.parameters['dataset.validationShare'] ?? 0) > 0 ? 'validation' : 'test';
  return String(run.parameters.loss).startsWith('mean-') ? `${set}_mean_absolute_error` : `${set}_accuracy`;
}

/** Of several runs: the one that most of them are judged by, so that they can stand in one column. */
export function primaryMetricOf(runs: readonly Measured[]): string {
  const counts = new Map<string, number>();
  for (const run of runs) counts.set(primaryMetric(run), (counts.get(primaryMetric(run)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'test_accuracy';
}

/** Whether less is better, as it is for losses and errors. */
export function lowerIsBetter(metric: string): boolean {
  return /(loss|error)$/i.test(metric) || wordsOf(metric).some((word) => LOWER_IS_BETTER.includes(word));
}

/** The loss on the same images as a metric; the metric itself where it is called as workers call none. */
export function lossBeside(metric: string): string {
  if (!/^(train|validation|test)_/.test(metric)) return metric;
  return `${metric.split('_', 1)[0] ?? 'test'}_loss`;
}

/** Whether workers report a metric within epochs, too: what training itself shows, and how it is done. */
export function isMeasuredWithinEpochs(metric: string): boolean {
  return metric.startsWith('train_') || metric === 'learning_rate' || metric === 'images_per_second';
}
