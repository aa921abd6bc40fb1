import { formatDuration, formatMetric, MISSING } from '../base/format';
import { formatParameter } from '../base/parameters';
import { columnOf } from '../table/columnIds';
import type { Quantity, Value } from './quantities';

export function formatValue(quantity: Quantity, value: Value): string {
  if (value === null) return MISSING;
  if (quantity === 'duration' && typeof value === 'number') return formatDuration(value);
  const column = columnOf(quantity);
  return typeof value === 'number' && (column?.kind === 'best' || column?.kind === 'last') ? formatMetric(column.name, value) : formatParameter(value);
}
