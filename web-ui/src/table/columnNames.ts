import { humanize, metricInText } from '../base/names';
import { words } from '../words';
import { columnOf } from './columnIds';

/** What a column is called where there is room. */
export function columnName(id: string): string {
  const column = columnOf(id);
  if (column === null) return words().experiment.columns.name;
  if (column.kind === 'attribute') return words().table.columns[column.name];
  if (column.kind === 'param') return humanize(column.name);
  if (column.kind === 'tag') return column.name;
  return words().table.parts[column.kind](metricInText(column.name));
}

/** What stands over the column: of a metric beside its best value the short word. */
export function columnHead(id: string, primary: string): string {
  const column = columnOf(id);
  if (column === null || column.kind === 'attribute' || column.kind === 'param' || column.kind === 'tag' || column.kind === 'best') return columnName(id);
  return column.kind === 'change' || column.name === primary ? words().table.heads[column.kind] : columnName(id);
}
