/** What the comparison shows, as the address holds it. */
export type ViewState = {
  readonly runs: readonly string[];
  readonly metric: string;
  readonly smoothing: number;
  readonly logarithmic: boolean;
  readonly allParameters: boolean;
};

const DEFAULT_METRIC = 'test_accuracy';
const MAX_SMOOTHING = 0.99;

export function readView(search: URLSearchParams): ViewState {
  const smoothing = Number(search.get('smoothing') ?? 0);
  const runs = (search.get('runs') ?? '').split(',').filter((id) => id !== '');
  return {
    runs: [...new Set(runs)],
    metric: search.get('metric') ?? DEFAULT_METRIC,
    smoothing: Number.isFinite(smoothing) ? Math.min(MAX_SMOOTHING, Math.max(0, smoothing)) : 0,
    logarithmic: search.get('scale') === 'log',
    allParameters: search.get('parameters') === 'all',
  };
}

/** The shortest address that shows the same; what is usual is left out. */
export function writeView(view: ViewState): string {
  const parts = [
    view.runs.length > 0 ? `runs=${view.runs.map(encodeURIComponent).join(',')}` : '',
    view.metric === DEFAULT_METRIC ? '' : `metric=${encodeURIComponent(view.metric)}`,
    view.smoothing === 0 ? '' : `smoothing=${view.smoothing}`,
    view.logarithmic ? 'scale=log' : '',
    view.allParameters ? 'parameters=all' : '',
  ];
  return parts.filter((part) => part !== '').join('&');
}
