import type { Run } from '../api/types';
import { valueOf, type Quantity, type Value } from './quantities';

export type Cell = { readonly x: Value; readonly y: Value; readonly runs: readonly Run[]; readonly mean: number; readonly deviation: number | null };

/** Runs put together by two quantities, with the mean of a third and its sample deviation; runs that lack one of them are left out. */
export function cellsOf(runs: readonly Run[], across: Quantity, up: Quantity, shown: Quantity): Cell[] {
  const groups = new Map<string, { x: Value; y: Value; runs: Run[]; values: number[] }>();
  for (const run of runs) {
    const [x, y, value] = [valueOf(run, across), valueOf(run, up), valueOf(run, shown)];
    if (x === null || y === null || typeof value !== 'number') continue;
    const key = JSON.stringify([x, y]);
    const group = groups.get(key) ?? { x, y, runs: [], values: [] };
    group.runs.push(run);
    group.values.push(value);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ values, ...group }) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { ...group, mean, deviation: values.length < 2 ? null : Math.sqrt(squares / (values.length - 1)) };
  });
}
