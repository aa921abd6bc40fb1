import type { ColumnDef } from '@tanstack/react-table';
import classes from './DataGrid.module.css';

type Meta = {
  /** Of numbers, which end below each other. */
  readonly right?: boolean;
  /** Shown on a phone too. */
  readonly narrow?: boolean;
  /** Takes the room that others leave, and is cut where there is none. */
  readonly grows?: boolean;
};

export const meta = (values: Meta): { readonly meta: Meta } => ({ meta: values });

const metaOf = <T>({ meta: values }: ColumnDef<T, unknown>): Meta => (values ?? {});

/** Which columns a phone shows. */
export const narrowOf = <T>(columns: readonly ColumnDef<T>[]): Record<string, boolean> =>
  Object.fromEntries(columns.map((column) => [column.id ?? '', metaOf(column).narrow ?? false]));

export function classOf<T>(column: ColumnDef<T>): string {
  const { right, grows } = metaOf(column);
  return [right ? classes.right : '', grows ? classes.grows : ''].join(' ').trim();
}
