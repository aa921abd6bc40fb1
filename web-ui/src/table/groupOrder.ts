import type { RunGroup } from '../api/groups';
import { lowerIsBetter } from '../base/primaryMetric';
import { columnOf } from './columnIds';

export type Order = { readonly id: string; readonly descending: boolean };

/** What is asked for, if groups have it; else the best mean of what the runs are judged by, or the largest group, comes first. */
export function orderOfGroups(sort: string, by: readonly string[], values: readonly string[], primary: string): Order {
  const descending = sort.startsWith('-');
  const id = descending ? sort.slice(1) : sort;
  if (id === 'runs' || by.includes(id) || values.includes(id)) return { id, descending };
  if (!values.includes(primary)) return { id: 'runs', descending: true };
  return { id: primary, descending: !lowerIsBetter(columnOf(primary)?.name ?? '') };
}

/** Groups in an order; those without a value come last either way. */
export function orderedGroups(groups: readonly RunGroup[], by: readonly string[], { id, descending }: Order): RunGroup[] {
  const column = columnOf(id);
  const value = (group: RunGroup): unknown => {
    if (id === 'runs') return group.runs;
    if (by.includes(id)) return group.values[by.indexOf(id)];
    return column !== null && (column.kind === 'last' || column.kind === 'best') ? group.metrics[column.name]?.[column.kind].mean : null;
  };
  const missing = (given: unknown) => given === null || given === undefined;
  return [...groups].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b));
    const difference = typeof a === 'number' && typeof b === 'number' ? a - b : text(a).localeCompare(text(b), undefined, { numeric: true });
    return descending ? -difference : difference;
  });
}

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
