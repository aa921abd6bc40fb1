/** Numbers, times and names as people read them. Missing values are a dash. */
import { language, words } from '../words';

export const MISSING = '–';

const INTEGER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

const dateTime = () => new Intl.DateTimeFormat(language() === 'en' ? 'en-GB' : 'zh-TW', { dateStyle: 'medium', timeStyle: 'medium', hour12: false });
const time = () => new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

type Maybe<T> = T | null | undefined;

export function formatInteger(value: Maybe<number>): string {
  return value === null || value === undefined || !Number.isFinite(value) ? MISSING : INTEGER.format(value);
}

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
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e7) return INTEGER.format(value);
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

/** A difference of two values of a metric with its sign, shares in percentage points. */
export function formatDifference(metric: string, difference: Maybe<number>): string {
  if (difference === null || difference === undefined || !Number.isFinite(difference)) return MISSING;
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '±';
  const size = Math.abs(difference);
  return isShare(metric) ? `${sign}${(100 * size).toFixed(2)}\u00a0pp` : `${sign}${formatNumber(size)}`;
}

/** A p-value with four decimals, and of less only that it is less. */
export const formatP = (p: number): string => (p < 0.0001 ? '< 0.0001' : p.toFixed(4));
export const equalsP = (p: number): string => (p < 0.0001 ? `p ${formatP(p)}` : `p = ${formatP(p)}`);

export function formatDuration(seconds: Maybe<number>): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return MISSING;
  const units = words().units;
  if (seconds < 1) return units.underASecond;
  const whole = Math.round(seconds);
  if (whole < 60) return units.seconds(whole);
  if (whole < 3600) return units.minutes(Math.floor(whole / 60), whole % 60);
  const minutes = Math.round(whole / 60);
  return minutes < 1440 ? units.hours(Math.floor(minutes / 60), minutes % 60) : units.days(Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60));
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power] ?? 'B'}`;
}

export function formatDateTime(iso: Maybe<string>): string {
  return iso ? dateTime().format(new Date(iso)) : MISSING;
}

export function formatTime(iso: string): string {
  return time().format(new Date(iso));
}

/** "3 minutes ago", seen from a given moment. */
export function formatAge(iso: string, nowMillis: number): string {
  const relative = new Intl.RelativeTimeFormat(language() === 'en' ? 'en' : 'zh-TW', { numeric: 'auto' });
  const seconds = Math.min(0, (new Date(iso).getTime() - nowMillis) / 1000);
  if (seconds > -5) return words().units.justNow;
  if (seconds > -60) return relative.format(Math.round(seconds), 'second');
  if (seconds > -3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (seconds > -86_400) return relative.format(Math.round(seconds / 3600), 'hour');
  return relative.format(Math.round(seconds / 86_400), 'day');
}
