import type { LogLine, Run, SeriesColumns, Worker } from '../types';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting';

export type MetricPoints = readonly { readonly epoch: number; readonly values: Readonly<Record<string, number | null>> }[];

/** What the tracker tells, by the kind of event. */
export type StreamEvents = {
  readonly hello: { readonly change: number };
  readonly run: Run;
  readonly metrics: { readonly run: string; readonly points: MetricPoints };
  readonly steps: { readonly run: string; readonly series: Readonly<Record<string, SeriesColumns>> };
  readonly log: { readonly run: string; readonly lines: readonly LogLine[] };
  readonly deleted: { readonly run: string };
  /** A run is not in its former experiment any more. */
  readonly left: { readonly run: string; readonly experiment: string };
  readonly worker: Worker;
};
export type StreamKind = keyof StreamEvents;
export type StreamEvent = { readonly [K in StreamKind]: { readonly kind: K; readonly data: StreamEvents[K] } }[StreamKind];

export const KINDS: readonly StreamKind[] = ['hello', 'run', 'metrics', 'steps', 'log', 'deleted', 'left', 'worker'];

/** What somebody wants to be told of. */
export type Watch = {
  readonly runs: readonly string[];
  readonly experiments: readonly string[];
  /** The summaries of all runs. */
  readonly all: boolean;
  readonly workers: boolean;
};

const EXPERIMENTS = 100;
const RUNS = 1000;

/** What any of them wants; where that is more than can be asked for, summaries of all. */
export function unionOf(watches: readonly Watch[]): Watch {
  const runs = [...new Set(watches.flatMap((watch) => watch.runs))].sort();
  const experiments = [...new Set(watches.flatMap((watch) => watch.experiments))].sort();
  const tooMany = runs.length > RUNS || experiments.length > EXPERIMENTS;
  return {
    runs: runs.slice(0, RUNS),
    experiments: experiments.slice(0, EXPERIMENTS),
    all: tooMany || watches.some(({ all }) => all),
    workers: watches.some(({ workers }) => workers),
  };
}

export function covers(wide: Watch, narrow: Watch): boolean {
  const includes = (list: readonly string[], items: readonly string[]) => items.every((item) => list.includes(item));
  return (wide.all || !narrow.all) && (wide.workers || !narrow.workers) && includes(wide.runs, narrow.runs) && includes(wide.experiments, narrow.experiments);
}

/** Of which run of an experiment metrics are, an event does not say: whoever watches one is told of them. */
export function concerns(watch: Watch, event: StreamEvent): boolean {
  switch (event.kind) {
    case 'hello':
    case 'deleted':
      return true;
    case 'run':
      return watch.all || watch.runs.includes(event.data.id) || watch.experiments.includes(event.data.experiment.id);
    case 'metrics':
      return watch.experiments.length > 0 || watch.runs.includes(event.data.run);
    case 'steps':
    case 'log':
      return watch.runs.includes(event.data.run);
    case 'left':
      return watch.experiments.includes(event.data.experiment);
    case 'worker':
      return watch.workers;
  }
}
