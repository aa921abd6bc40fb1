export type ParameterValue = string | number | boolean | null | readonly unknown[];
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** The names of all parameters of several runs, in the order of their first appearance. */
export function parameterNames(runs: readonly Parameters[]): string[] {
  return [...new Set(runs.flatMap((run) => Object.keys(run)))];
}

/** The names whose values are not the same in all runs; a value that is missing counts as a value. */
export function differingNames(runs: readonly Parameters[]): string[] {
  return parameterNames(runs).filter((name) => new Set(runs.map((run) => JSON.stringify(run[name]))).size > 1);
}

export function formatParameter(value: ParameterValue | undefined): string {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return Number.isInteger(value) && value >= 10_000 ? value.toLocaleString('en') : String(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
