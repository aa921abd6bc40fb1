import type { Run } from '../api/types';
import { pathOf } from '../table/groupFields';
import { columnOf } from '../table/columnIds';
import type { Axis } from './axis';
import { valueOf, type Quantity } from './quantities';

/** A part of an axis, from 0 at its beginning to 1 at its end. */
export type Brush = { readonly from: number; readonly to: number };
export type Brushes = ReadonlyMap<Quantity, Brush>;
export type Axes = ReadonlyMap<Quantity, Axis>;

/** Whether a run lies in every part that is chosen. */
export function isChosen(run: Run, brushes: Brushes, axes: Axes): boolean {
  return [...brushes].every(([quantity, { from, to }]) => {
    const at = axes.get(quantity)?.at(valueOf(run, quantity)) ?? null;
    return at !== null && at >= from && at <= to;
  });
}

/** The filter that finds these runs among those with such values; null where nothing is chosen, or a filter cannot say it. */
export function filterOf(runs: readonly Run[], brushes: Brushes): string | null {
  const conditions = [...brushes.keys()].map((quantity) => condition(quantity, runs));
  return conditions.length === 0 || conditions.includes(null) ? null : conditions.join(' AND ');
}

function condition(quantity: Quantity, runs: readonly Run[]): string | null {
  const column = columnOf(quantity);
  const field =
    quantity === 'duration' ? 'duration' : column?.kind === 'param' ? pathOf('params', column.name) : column?.kind === 'best' || column?.kind === 'last' ? `${pathOf('metrics', column.name)}.${column.kind}` : null;
  const values = [...new Set(runs.map((run) => valueOf(run, quantity)).filter((value) => value !== null))];
  if (field === null || values.length === 0) return null;
  if (values.every((value) => typeof value === 'number')) {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return low === high && column?.kind === 'param' ? `${field} = ${low}` : `${field} >= ${low} AND ${field} <= ${high}`;
  }
  if (values.some((value) => typeof value !== 'string' || /^[[{]/.test(value))) return null;
  return `${field} IN (${values.map((value) => (/^(true|false)$/.test(String(value)) ? value : `'${String(value).replaceAll("'", "''")}'`)).join(', ')})`;
}
