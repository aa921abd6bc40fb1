/** What of runs can be set against each other: their parameters, and how they did. */
import type { Run } from '../api/types';
import { differingNames, parameterNames } from '../base/parameters';
import { isShare } from '../base/format';
import { columnOf, FOLLOWING } from '../table/columnIds';

/** A column of the table: `best.test_accuracy`, `duration`, `param.batchSize`. */
export type Quantity = string;
/** A number, or the name of a category; null where the run has neither. */
export type Value = number | string | null;

export function valueOf(run: Run, quantity: Quantity): Value {
  const column = columnOf(quantity);
  if (quantity === 'duration') return finite(run.durationSeconds);
  if (column?.kind === 'best' || column?.kind === 'last') return finite(run.metrics[column.name]?.[column.kind] ?? null);
  if (column?.kind !== 'param') return null;
  const value = run.parameters[column.name];
  if (value === null || value === undefined) return null;
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}

const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null);

export function isPercent(quantity: Quantity): boolean {
  const column = columnOf(quantity);
  return (column?.kind === 'best' || column?.kind === 'last') && isShare(column.name);
}

/** The parameters that are not the same in all runs; the seed comes last, and what follows from others not at all. */
export function varyingParameters(runs: readonly Run[]): Quantity[] {
  const names = differingNames(runs.map(({ parameters }) => parameters)).filter((name) => !FOLLOWING.includes(name));
  return [...names.filter((name) => name !== 'seed'), ...names.filter((name) => name === 'seed')].map((name) => `param.${name}`);
}

/** Everything that can be an axis: what varies, then the results, then what is the same for all. */
export function quantitiesOf(runs: readonly Run[], metric: string): Quantity[] {
  const metrics = [...new Set(runs.flatMap((run) => Object.keys(run.metrics)))].sort((a, b) => Number(b === metric) - Number(a === metric) || a.localeCompare(b));
  const all = [
    ...varyingParameters(runs),
    ...metrics.flatMap((name) => [`best.${name}`, `last.${name}`]),
    'duration',
    ...parameterNames(runs.map(({ parameters }) => parameters)).map((name) => `param.${name}`),
  ];
  return [...new Set(all)].filter((quantity) => runs.some((run) => valueOf(run, quantity) !== null));
}
