import { humanize } from '../base/names';
import { columnName } from './columnNames';
import { nameIn } from './groupFields';

/** Columns that show the same as a field of a filter. */
const COLUMNS: Readonly<Record<string, string>> = { status: 'status', 'experiment.name': 'experiment', worker: 'worker', priority: 'priority' };

/** What a field by which runs are put together is called on the page. */
export function fieldName(field: string): string {
  const name = nameIn(field);
  const column = COLUMNS[field];
  if (name !== null) return field.startsWith('tags.') ? name : humanize(name);
  return column === undefined ? humanize(field) : columnName(column);
}
