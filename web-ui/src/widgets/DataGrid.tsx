import { Table } from '@mantine/core';
import { flexRender, getCoreRowModel, getSortedRowModel, useReactTable, type ColumnDef, type RowSelectionState, type SortingState } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type Dispatch, type SetStateAction } from 'react';
import { DataGridHead } from './DataGridHead';
import classes from './DataGrid.module.css';

type Props<T> = {
  /** What the table shows, for those who cannot see it. */
  readonly label: string;
  readonly rows: readonly T[];
  // The columns of one grid hold values of different types.
  readonly columns: readonly ColumnDef<T>[];
  readonly rowId: (row: T) => string;
  readonly sorting: SortingState;
  readonly onSortingChange: Dispatch<SetStateAction<SortingState>>;
  readonly selection?: RowSelectionState;
  readonly onSelectionChange?: Dispatch<SetStateAction<RowSelectionState>>;
  readonly rowHeight?: number;
  readonly maxHeight?: number;
};

/** A sortable table that keeps only the visible rows in the page, so that a thousand rows scroll as lightly as ten. */
export function DataGrid<T>({ label, rows, columns, rowId, sorting, onSortingChange, selection, onSelectionChange, rowHeight = 53, maxHeight = 720 }: Props<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const table = useReactTable({
    data: rows as T[],
    columns: columns as ColumnDef<T>[],
    getRowId: rowId,
    state: { sorting, rowSelection: selection ?? {} },
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
    estimateSize: () => rowHeight,
    getItemKey: (index) => sorted[index]?.id ?? index,
    overscan: 12,
  });
  const visible = virtualizer.getVirtualItems();
  const above = visible[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (visible.at(-1)?.end ?? 0);

  return (
    // A region that scrolls must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className={classes.scroller} style={{ maxHeight }} tabIndex={0} role="region" aria-label={label}>
      <Table stickyHeader highlightOnHover aria-label={label} aria-rowcount={sorted.length + 1} className={classes.table}>
        <DataGridHead table={table} />
        <Table.Tbody>
          <Spacer height={above} columns={columns.length} />
          {visible.map((item) => {
            const row = sorted[item.index];
            return (
              row && (
                <Table.Tr key={row.id} ref={virtualizer.measureElement} data-index={item.index} aria-rowindex={item.index + 2} data-selected={row.getIsSelected() || undefined}>
                  {row.getVisibleCells().map((cell) => (
                    <Table.Td key={cell.id}>{flexRender(cell.column.columnDef.cell, cell.getContext())}</Table.Td>
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

/** Stands for the rows that are scrolled out. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
