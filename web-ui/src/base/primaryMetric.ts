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

/**
 * The one number that a run is judged by: on the validation set where it has one, since the test set is for the end; the accuracy, or
 * the mean absolute error where a quantity is told.
 */
export function primaryMetric(run: Measured): string {
  const known = PREFERRED.find((metric) => metric in run.metrics);
  if (known) return known;
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
  return metric.endsWith('loss') || metric.endsWith('error');
}

/** The loss on the same images as a metric. */
export function lossBeside(metric: string): string {
  return `${metric.split('_', 1)[0] ?? 'test'}_loss`;
}

/** Whether workers report a metric within epochs, too: what training itself shows, and how it is done. */
export function isMeasuredWithinEpochs(metric: string): boolean {
  return metric.startsWith('train_') || metric === 'learning_rate' || metric === 'images_per_second';
}
