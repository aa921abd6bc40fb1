/** Numbers, times and names as people read them. Missing values are a dash. */
export const MISSING = '–';

const INTEGER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const DATE_TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

type Maybe<T> = T | null | undefined;

export function formatInteger(value: Maybe<number>): string {
  return value === null || value === undefined || !Number.isFinite(value) ? MISSING : INTEGER.format(value);
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** A large number of things in few characters: 9.23M. */
export function formatCount(value: number): string {
  return COMPACT.format(value);
}

/** As much of a digest as tells two apart. */
export function formatDigest(digest: string): string {
  return digest.slice(0, 12);
}

/** A fraction of 1 as a percentage with two decimals. */
export function formatPercent(value: Maybe<number>, digits = 2): string {
  return value === null || value === undefined || !Number.isFinite(value) ? MISSING : `${(value * 100).toFixed(digits)}\u00a0%`;
}

/** Four significant digits, without an exponent where that stays short. */
export function formatNumber(value: Maybe<number>): string {
  if (value === null || value === undefined || Number.isNaN(value)) return MISSING;
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (Number.isInteger(value)) return INTEGER.format(value);
  const size = Math.abs(value);
  return size >= 1e5 || size < 1e-4 ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}

/** Whether a metric lies between 0 and 1 and is shown as a percentage. */
export function isShare(metric: string): boolean {
  return metric.endsWith('accuracy') || metric.endsWith('share');
}

/** Shares as percentages, everything else as numbers. */
export function formatMetric(metric: string, value: Maybe<number>): string {
  if (isShare(metric)) return formatPercent(value);
  return metric === 'images_per_second' ? formatInteger(value) : formatNumber(value);
}

export function formatDuration(seconds: Maybe<number>): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return MISSING;
  if (seconds < 1) return '< 1 s';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return minutes < 1440
    ? `${Math.floor(minutes / 60)} h ${minutes % 60} min`
    : `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`;
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power] ?? 'B'}`;
}

export function formatDateTime(iso: Maybe<string>): string {
  return iso ? DATE_TIME.format(new Date(iso)) : MISSING;
}

export function formatTime(iso: string): string {
  return TIME.format(new Date(iso));
}

/** "3 minutes ago", seen from a given moment. */
export function formatAge(iso: string, nowMillis: number): string {
  const seconds = Math.min(0, (new Date(iso).getTime() - nowMillis) / 1000);
  if (seconds > -5) return 'just now';
  if (seconds > -60) return RELATIVE.format(Math.round(seconds), 'second');
  if (seconds > -3600) return RELATIVE.format(Math.round(seconds / 60), 'minute');
  if (seconds > -86_400) return RELATIVE.format(Math.round(seconds / 3600), 'hour');
  return RELATIVE.format(Math.round(seconds / 86_400), 'day');
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatInteger(count)} ${count === 1 ? one : many}`;
}

/** `test_accuracy` as "Test accuracy", `optimizer.learningRate` as "Learning rate". */
export function humanize(name: string): string {
  const known: Readonly<Record<string, string>> = {
    pixelsPermuted: 'Pixels permuted',
    dataset: 'Data set',
    parameters: 'Network parameters',
    'dataset.digest': 'Digest of the data',
    'dataset.trainLimit': 'Training images limit',
    'dataset.testLimit': 'Test images limit',
    'dataset.balanced': 'Balanced classes',
    'dataset.validationShare': 'Validation share',
    'update.maxGradientNorm': 'Gradient norm limit',
    'update.averagingDecay': 'Weight averaging decay',
    'update.batches': 'Batches per update',
    reproducible: 'Reproducible',
    'earlyStopping.patience': 'Early stopping patience',
    'earlyStopping.minImprovement': 'Early stopping improvement',
    'schedule.patience': 'Plateau patience',
  };
  const last = name.split('.').at(-1) ?? name;
  const words = last.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return known[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
