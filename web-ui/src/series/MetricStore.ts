import { MetricSeries } from './MetricSeries';

export type MetricPoint = { readonly epoch: number; readonly values: Readonly<Record<string, number | null>> };
export type MetricColumns = { readonly epochs: readonly number[]; readonly values: readonly (number | null)[] };

const WITHIN = 'within epochs: ';

/** The name in the store of a metric's points within epochs. */
export function withinEpochs(metric: string): string {
  return WITHIN + metric;
}

function isWithinEpochs(name: string): boolean {
  return name.startsWith(WITHIN);
}

/** The metrics of several runs as columns. Listeners are told that something has changed, not what. */
export class MetricStore {
  private readonly runs = new Map<string, Map<string, MetricSeries>>();
  private readonly listeners = new Set<() => void>();

  series(run: string, metric: string): MetricSeries | undefined {
    return this.runs.get(run)?.get(metric);
  }

  /** The names of all metrics of the given runs that have points of epochs. */
  metrics(runs: readonly string[]): string[] {
    return [...new Set(runs.flatMap((run) => [...(this.runs.get(run)?.keys() ?? [])]))].filter((metric) => !isWithinEpochs(metric));
  }

  appendPoints(run: string, points: readonly MetricPoint[]): void {
    for (const point of points)
      for (const [metric, value] of Object.entries(point.values))
        this.seriesFor(run, metric).append(point.epoch, value ?? Number.NaN);
    this.tell();
  }

  appendColumns(run: string, columns: Readonly<Record<string, MetricColumns>>): void {
    for (const [metric, { epochs, values }] of Object.entries(columns)) {
      const series = this.seriesFor(run, metric);
      epochs.forEach((epoch, i) => series.append(epoch, values[i] ?? Number.NaN));
    }
    this.tell();
  }

  /** Points within epochs are a series of their own beside that of the epochs. */
  appendSteps(run: string, columns: Readonly<Record<string, MetricColumns>>): void {
    this.appendColumns(run, Object.fromEntries(Object.entries(columns).map(([metric, column]) => [withinEpochs(metric), column])));
  }

  /**
   * Takes out what a run has beyond an epoch: an attempt goes on from there, and what came after it was another model's. Within the
   * epoch that is under way points come before it is completed, and those of another attempt take their places.
   */
  cut(run: string, epoch: number): void {
    const cut = [...(this.runs.get(run)?.entries() ?? [])].filter(([metric, series]) => series.cut(isWithinEpochs(metric) ? epoch + 1 : epoch));
    if (cut.length > 0) this.tell();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private seriesFor(run: string, metric: string): MetricSeries {
    const metrics = this.runs.get(run) ?? new Map<string, MetricSeries>();
    this.runs.set(run, metrics);
    const series = metrics.get(metric) ?? new MetricSeries();
    metrics.set(metric, series);
    return series;
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }
}
