import { Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { flexRender, getCoreRowModel, getSortedRowModel, useReactTable, type ColumnDef, type Row, type RowSelectionState, type SortingState } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { DataGridHead } from './DataGridHead';
import { classOf, narrowOf, styleOf } from './columnMeta';
import classes from './DataGrid.module.css';

type Update<T> = T | ((known: T) => T);
type Props<T> = {
  /** What the table shows, for those who cannot see it. */
  readonly label: string;
  readonly rows: readonly T[];
  // The columns of one grid hold values of different types.
  readonly columns: readonly ColumnDef<T>[];
  readonly rowId: (row: T) => string;
  readonly sorting: SortingState;
  readonly onSortingChange: (sorting: Update<SortingState>) => void;
  readonly selection?: RowSelectionState;
  readonly onSelectionChange?: (selection: Update<RowSelectionState>) => void;
  /** Whether the rows are in their order already. */
  readonly sorted?: boolean;
  /** What Enter does on a row. */
  readonly onOpen?: (row: T) => void;
  /** Told when the last rows come into view, to fetch further ones. */
  readonly onEnd?: () => void;
  /** Told how wide a reader wants a column to be, in pixels. */
  readonly onWidth?: (column: string, width: number) => void;
  readonly maxHeight?: number | string;
};

const ROW_PIXELS = 32;
const PHONE = '(max-width: 48em)';
/** So many rows before the last one further rows are fetched. */
const BEFORE_END = 100;

/**
 * A sortable table that keeps only the visible rows in the page, so that a thousand rows scroll as lightly as ten. The arrows go from
 * row to row, space chooses one and Enter opens it; on a phone it has only the columns that say most.
 */
export function DataGrid<T>({ label, rows, columns, rowId, sorting, onSortingChange, sorted = false, selection, onSelectionChange, onOpen, onEnd, onWidth, maxHeight = 560 }: Props<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const phone = useMediaQuery(PHONE) ?? false;
  const [current, setCurrent] = useState<number | null>(null);
  const table = useReactTable<T>({
    data: rows as T[],
    columns: columns as ColumnDef<T>[],
    getRowId: rowId,
    state: { sorting, rowSelection: selection ?? {}, columnVisibility: phone ? narrowOf(columns) : {} },
    onSortingChange,
    ...(onSelectionChange ? { onRowSelectionChange: onSelectionChange } : {}),
    enableRowSelection: selection !== undefined,
    getCoreRowModel: getCoreRowModel(),
    ...(sorted ? { manualSorting: true } : { getSortedRowModel: getSortedRowModel() }),
  });
  const inOrder = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: inOrder.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    getItemKey: (index) => inOrder[index]?.id ?? index,
    overscan: 12,
  });
  const visible = virtualizer.getVirtualItems();
  const above = visible[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (visible.at(-1)?.end ?? 0);

  const last = visible.at(-1)?.index ?? 0;
  const nearEnd = last >= inOrder.length - BEFORE_END;
  useEffect(() => {
    if (nearEnd) onEnd?.();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [nearEnd, inOrder.length]);

  useLayoutEffect(() => {
    const head = scroller.current?.querySelector('thead tr');
    if (!head) return undefined;
    const place = () => placePinned(head);
    const observer = new ResizeObserver(place);
    for (const cell of head.children) observer.observe(cell);
    place();
    return () => observer.disconnect();
  }, [columns, phone]);

  useEffect(() => {
    if (current !== null) scroller.current?.querySelector<HTMLElement>(`tr[data-index="${current}"]`)?.focus({ preventScroll: true });
  }, [current]);

  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    if (target !== event.currentTarget && target.tagName !== 'TR') return;
    const next = nextRow(event.key, current, inOrder.length);
    const row = current === null ? undefined : inOrder[current];
    if (next !== null) {
      virtualizer.scrollToIndex(next);
      setCurrent(next);
    } else if (event.key === ' ' && row) row.toggleSelected();
    else if (event.key === 'Enter' && row) onOpen?.(row.original);
    else return;
    event.preventDefault();
  };

  return (
    // A region that scrolls must be reachable with the keyboard, and its arrows go from row to row.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions
    <div ref={scroller} className={classes.scroller} style={{ maxHeight }} tabIndex={0} role="group" aria-label={label} onKeyDown={pressed}>
      <Table stickyHeader highlightOnHover aria-label={label} aria-rowcount={inOrder.length + 1} className={classes.table}>
        <DataGridHead table={table} onWidth={phone ? undefined : onWidth} />
        <Table.Tbody>
          <Spacer height={above} columns={columns.length} />
          {visible.map((item) => {
            const row = inOrder[item.index];
            return (
              row && (
                <GridRow key={row.id} {...{ row, columns, phone }} place={item.index} measure={virtualizer.measureElement} selected={selection === undefined ? undefined : row.getIsSelected()} onFocused={setCurrent} />
              )
            );
          })}
          <Spacer height={below} columns={columns.length} />
        </Table.Tbody>
      </Table>
    </div>
  );
}

type RowProps<T> = {
  readonly row: Row<T>;
  readonly place: number;
  /** With other columns, or on another screen, a row looks different. */
  readonly columns: readonly ColumnDef<T>[];
  readonly phone: boolean;
  readonly selected: boolean | undefined;
  readonly measure: (element: HTMLElement | null) => void;
  readonly onFocused: (place: number) => void;
};

function PlainRow<T>({ row, place, selected, measure, onFocused }: RowProps<T>) {
  return (
    <Table.Tr
      ref={measure}
      data-index={place}
      aria-rowindex={place + 2}
      tabIndex={-1}
      aria-selected={selected}
      data-selected={selected === true ? true : undefined}
      onFocus={(event) => event.target === event.currentTarget && onFocused(place)}
    >
      {row.getVisibleCells().map((cell) => (
        <Table.Td key={cell.id} className={classOf(cell.column.columnDef)} style={styleOf(cell.column.columnDef, cell.column.getIndex(), row.original)}>
          {flexRender(cell.column.columnDef.cell, cell.getContext())}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

/** While the table is scrolled, only rows that come into view are drawn. */
const GridRow = memo(PlainRow) as typeof PlainRow;

/** Where columns stop that stay in view: behind those before them. */
function placePinned(head: Element): void {
  const table = head.closest('table');
  let left = 0;
  for (const [place, cell] of [...head.children].entries()) {
    table?.style.setProperty(`--left-${place}`, `${left}px`);
    left += (cell as HTMLElement).offsetWidth;
  }
}

/** The row that a key goes to, or null for a key that goes to none. */
export function nextRow(key: string, current: number | null, rows: number): number | null {
  if (rows === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return current === null ? 0 : Math.min(rows - 1, current + 1);
    case 'ArrowUp':
      return current === null ? rows - 1 : Math.max(0, current - 1);
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return null;
  }
}

/** Stands for the rows that are scrolled out. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
