import { Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { flexRender, getCoreRowModel, getSortedRowModel, useReactTable, type ColumnDef, type RowSelectionState, type SortingState } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { DataGridHead } from './DataGridHead';
import { classOf, narrowOf } from './columnMeta';
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
  /** What Enter does on a row. */
  readonly onOpen?: (row: T) => void;
  readonly maxHeight?: number | string;
};

const ROW_PIXELS = 32;
const PHONE = '(max-width: 48em)';

/**
 * A sortable table that keeps only the visible rows in the page, so that a thousand rows scroll as lightly as ten. The arrows go from
 * row to row, space chooses one and Enter opens it; on a phone it has only the columns that say most.
 */
export function DataGrid<T>({ label, rows, columns, rowId, sorting, onSortingChange, selection, onSelectionChange, onOpen, maxHeight = 560 }: Props<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const phone = useMediaQuery(PHONE);
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
    getSortedRowModel: getSortedRowModel(),
  });
  const sorted = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    getItemKey: (index) => sorted[index]?.id ?? index,
    overscan: 12,
  });
  const visible = virtualizer.getVirtualItems();
  const above = visible[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (visible.at(-1)?.end ?? 0);

  useEffect(() => {
    if (current !== null) scroller.current?.querySelector<HTMLElement>(`tr[data-index="${current}"]`)?.focus({ preventScroll: true });
  }, [current]);

  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    if (target !== event.currentTarget && target.tagName !== 'TR') return;
    const next = nextRow(event.key, current, sorted.length);
    const row = current === null ? undefined : sorted[current];
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
      <Table stickyHeader highlightOnHover aria-label={label} aria-rowcount={sorted.length + 1} className={classes.table}>
        <DataGridHead table={table} />
        <Table.Tbody>
          <Spacer height={above} columns={columns.length} />
          {visible.map((item) => {
            const row = sorted[item.index];
            return (
              row && (
                <Table.Tr
                  key={row.id}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  aria-rowindex={item.index + 2}
                  tabIndex={-1}
                  aria-selected={selection === undefined ? undefined : row.getIsSelected()}
                  data-selected={row.getIsSelected() || undefined}
                  onFocus={() => setCurrent(item.index)}
                >
                  {row.getVisibleCells().map((cell) => (
                    <Table.Td key={cell.id} className={classOf(cell.column.columnDef)}>
                      {flexRender(cell.column.columnDef.cell, cell.getContext())}
                    </Table.Td>
                  ))}
                </Table.Tr>
              )
            );
          })}
          <Spacer height={below} columns={columns.length} />
        </Table.Tbody>
      </Table>
    </div>
  );
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
