/** Small curves of many runs, asked for together. */
import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/client';
import type { MetricsOfRuns } from '../api/types';
import { api } from '../base/paths';

/** As many as can be told apart in a cell. */
export const POINTS = 40;
const WAIT_MILLIS = 30;
const RUNS = 100;

export type Curve = readonly (number | null)[];

type Waiting = { readonly run: string; readonly resolve: (curve: Curve) => void; readonly reject: (reason: unknown) => void };

/** Collects what rows ask for while they are drawn, and asks the tracker once for all of them. */
export class CurveLoader {
  private waiting: Waiting[] = [];

  constructor(
    private readonly metric: string,
    private readonly ask: (runs: readonly string[], metric: string) => Promise<MetricsOfRuns> = askTracker,
    private readonly waitMillis = WAIT_MILLIS,
  ) {}

  load(run: string): Promise<Curve> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setTimeout(() => this.flush(), this.waitMillis);
      this.waiting.push({ run, resolve, reject });
      if (this.waiting.length >= RUNS) this.flush();
    });
  }

  private flush(): void {
    const asked = this.waiting;
    this.waiting = [];
    if (asked.length === 0) return;
    this.ask([...new Set(asked.map(({ run }) => run))], this.metric)
      .then(({ runs }) => asked.forEach(({ run, resolve }) => resolve(runs[run]?.[this.metric]?.values ?? [])))
      .catch((reason: unknown) => asked.forEach(({ reject }) => reject(reason)));
  }
}

const askTracker = (runs: readonly string[], metric: string) => get<MetricsOfRuns>(api.metrics({ runs: runs.join(','), names: metric, maxPoints: POINTS }));

const loaders = new Map<string, CurveLoader>();

function loaderOf(metric: string): CurveLoader {
  const known = loaders.get(metric) ?? new CurveLoader(metric);
  loaders.set(metric, known);
  return known;
}

/** The curve of a run so far; a long one is not asked for again with each epoch. */
export function curveQuery(run: string, metric: string, epochs: number | null, epochsCompleted: number) {
  const step = Math.max(1, Math.floor((epochs ?? 0) / POINTS));
  return queryOptions({
    queryKey: ['curve', metric, run, Math.floor(epochsCompleted / step)],
    queryFn: () => loaderOf(metric).load(run),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before: Curve | undefined) => before,
  });
}

/** The path of an SVG of this size; null where there are not two values to draw a line between. */
export function pathOf(curve: Curve, width: number, height: number): string | null {
  const points = curve.flatMap((value, place) => (value === null || !Number.isFinite(value) ? [] : [[place, value] as const]));
  if (points.length < 2) return null;
  const values = points.map(([, value]) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const across = (place: number) => ((place / (curve.length - 1)) * width).toFixed(1);
  const down = (value: number) => (most === least ? height / 2 : height - ((value - least) / (most - least)) * height).toFixed(1);
  return points.map(([place, value], i) => `${i === 0 ? 'M' : 'L'}${across(place)} ${down(value)}`).join('');
}
