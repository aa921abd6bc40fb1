/** What the comparison shows, as the address holds it. */
export type ViewState = {
  readonly runs: readonly string[];
  /** Runs whose curves are not drawn. */
  readonly hidden: readonly string[];
  /** The run that the others are compared with. */
  readonly baseline: string;
  /** Empty for what the runs are judged by. */
  readonly metric: string;
  readonly smoothing: number;
  readonly logarithmic: boolean;
  readonly allParameters: boolean;
  readonly sort: string;
};

const MAX_SMOOTHING = 0.99;

export function readView(search: URLSearchParams): ViewState {
  const smoothing = Number(search.get('smoothing') ?? 0);
  const list = (name: string) => [...new Set((search.get(name) ?? '').split(',').filter((id) => id !== ''))];
  return {
    runs: list('runs'),
    hidden: list('hidden'),
    baseline: search.get('baseline') ?? '',
    metric: search.get('metric') ?? '',
    smoothing: Number.isFinite(smoothing) ? Math.min(MAX_SMOOTHING, Math.max(0, smoothing)) : 0,
    logarithmic: search.get('scale') === 'log',
    allParameters: search.get('parameters') === 'all',
    sort: search.get('sort') ?? '',
  };
}

/** The shortest address that shows the same; what is usual is left out. */
export function writeView(view: ViewState): string {
  const list = (name: string, ids: readonly string[]) => (ids.length > 0 ? `${name}=${ids.map(encodeURIComponent).join(',')}` : '');
  const text = (name: string, value: string) => (value === '' ? '' : `${name}=${encodeURIComponent(value)}`);
  const parts = [
    list('runs', view.runs),
    list('hidden', view.hidden),
    text('baseline', view.baseline),
    text('metric', view.metric),
    view.smoothing === 0 ? '' : `smoothing=${view.smoothing}`,
    view.logarithmic ? 'scale=log' : '',
    view.allParameters ? 'parameters=all' : '',
    text('sort', view.sort),
  ];
  return parts.filter((part) => part !== '').join('&');
}

/** The view without some runs, also where it names them elsewhere. */
export function without(view: ViewState, runs: readonly string[]): ViewState {
  const left = (ids: readonly string[]) => ids.filter((id) => !runs.includes(id));
  return { ...view, runs: left(view.runs), hidden: left(view.hidden), baseline: runs.includes(view.baseline) ? '' : view.baseline };
}
