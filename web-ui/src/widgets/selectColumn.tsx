import { Checkbox } from '@mantine/core';
import type { ColumnDef } from '@tanstack/react-table';
import { words } from '../words';

/** The column by which rows are chosen. */
export function selectColumn<T extends { readonly name: string }>(): ColumnDef<T> {
  const { choose, chooseAll } = words().experiment;
  return {
    id: 'select',
    enableSorting: false,
    header: ({ table }) => (
      <Checkbox
        aria-label={chooseAll}
        size="xs"
        checked={table.getIsAllRowsSelected()}
        indeterminate={table.getIsSomeRowsSelected()}
        onChange={table.getToggleAllRowsSelectedHandler()}
      />
    ),
    cell: ({ row }) => <Checkbox aria-label={choose(row.original.name)} size="xs" checked={row.getIsSelected()} onChange={row.getToggleSelectedHandler()} />,
  };
}
