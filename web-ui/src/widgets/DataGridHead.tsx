import { Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { flexRender, type Header, type Table as GridTable } from '@tanstack/react-table';
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { classOf, styleOf } from './columnMeta';
import classes from './DataGrid.module.css';

type OnWidth = ((column: string, width: number) => void) | undefined;

export function DataGridHead<T>({ table, onWidth }: { readonly table: GridTable<T>; readonly onWidth?: OnWidth }) {
  return (
    <Table.Thead>
      {table.getHeaderGroups().map((group) => (
        <Table.Tr key={group.id}>
          {group.headers.map((header) => (
            <HeadCell key={header.id} header={header} onWidth={header.column.getCanResize() ? onWidth : undefined} />
          ))}
        </Table.Tr>
      ))}
    </Table.Thead>
  );
}

/** By so many pixels a key makes a column wider. */
const STEP = 16;
export const NARROWEST = 48;
export const WIDEST = 800;

function HeadCell<T>({ header, onWidth }: { readonly header: Header<T, unknown>; readonly onWidth: OnWidth }) {
  const { column } = header;
  const cell = useRef<HTMLTableCellElement>(null);
  const direction = column.getIsSorted();
  const content = flexRender(column.columnDef.header, header.getContext());
  const Icon = direction === 'asc' ? IconArrowUp : direction === 'desc' ? IconArrowDown : IconArrowsSort;
  // What is asked for is drawn a little later: further steps go on from what was asked for last.
  const asked = useRef<number | null>(null);
  const now = () => asked.current ?? cell.current?.offsetWidth ?? 0;
  const resize = (width: number) => {
    asked.current = Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
    onWidth?.(column.id, asked.current);
  };
  const pressed = (event: KeyboardEvent) => {
    if (!onWidth || !event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    resize(now() + (event.key === 'ArrowRight' ? STEP : -STEP));
  };
  return (
    <Table.Th
      ref={cell}
      scope="col"
      className={classOf(column.columnDef)}
      style={styleOf(column.columnDef, column.getIndex())}
      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}
      onKeyDown={pressed}
      onBlur={() => (asked.current = null)}
    >
      {column.getCanSort() ? (
        <UnstyledButton className={classes.sort} onClick={column.getToggleSortingHandler()} data-sorted={direction || undefined}>
          {content}
          <Icon size={12} aria-hidden />
        </UnstyledButton>
      ) : (
        content
      )}
      {onWidth && <Edge width={() => cell.current?.offsetWidth ?? 0} onWidth={resize} />}
    </Table.Th>
  );
}

/** Is drawn to the side to make its column wider or narrower; the keys do the same. */
function Edge({ width, onWidth }: { readonly width: () => number; readonly onWidth: (width: number) => void }) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const moved = (event: PointerEvent<HTMLSpanElement>) => {
    if (start.current !== null) onWidth(start.current.width + event.clientX - start.current.x);
  };
  return (
    <span
      className={classes.edge}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: width() };
      }}
      onPointerMove={moved}
      onPointerUp={() => (start.current = null)}
      onPointerCancel={() => (start.current = null)}
    />
  );
}
