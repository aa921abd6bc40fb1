import type { ColumnDef } from '@tanstack/react-table';
import type { CSSProperties } from 'react';
import classes from './DataGrid.module.css';

type Meta = {
  /** Of numbers, which end below each other. */
  readonly right?: boolean;
  /** Shown on a phone too. */
  readonly narrow?: boolean;
  /** Takes the room that others leave, and is cut where there is none. */
  readonly grows?: boolean;
  /** Stays where it is while the others scroll to the side. */
  readonly pinned?: boolean;
  /** In pixels, where somebody has chosen it. */
  readonly width?: number | undefined;
  /** From 0 to 1, how dark the ground behind the value of a row is. */
  readonly shade?: (row: never) => number;
};

export const meta = (values: Meta): { readonly meta: Meta } => ({ meta: values });

export const metaOf = <T>({ meta: values }: ColumnDef<T, unknown>): Meta => (values ?? {});

/** Which columns a phone shows. */
export const narrowOf = <T>(columns: readonly ColumnDef<T>[]): Record<string, boolean> =>
  Object.fromEntries(columns.map((column) => [column.id ?? '', metaOf(column).narrow ?? false]));

export function classOf<T>(column: ColumnDef<T>): string {
  const { right, grows, pinned } = metaOf(column);
  return [right ? classes.right : '', grows ? classes.grows : '', pinned ? classes.pinned : ''].filter((name) => name !== '').join(' ');
}

/** How far from good to bad values the ground goes. */
const DARKEST = 36;

/** The place of a cell that stays in view, and the ground behind a value. */
export function styleOf<T>(column: ColumnDef<T>, place: number, row?: T): CSSProperties {
  const { pinned, shade, width } = metaOf(column);
  const dark = shade && row !== undefined ? Math.round(DARKEST * shade(row as never)) : 0;
  return {
    ...(pinned ? { left: `var(--left-${place})` } : {}),
    ...(width === undefined ? {} : { width, minWidth: width, maxWidth: width, overflow: 'hidden', textOverflow: 'ellipsis' }),
    ...(dark > 0 ? { backgroundImage: `linear-gradient(color-mix(in srgb, var(--shade-color) ${dark}%, transparent) 0 0)` } : {}),
  };
}
