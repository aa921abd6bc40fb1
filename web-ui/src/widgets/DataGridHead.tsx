import { Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { flexRender, type Header, type Table as GridTable } from '@tanstack/react-table';
import { classOf, styleOf } from './columnMeta';
import classes from './DataGrid.module.css';

export function DataGridHead<T>({ table }: { readonly table: GridTable<T> }) {
  return (
    <Table.Thead>
      {table.getHeaderGroups().map((group) => (
        <Table.Tr key={group.id}>
          {group.headers.map((header) => (
            <HeadCell key={header.id} header={header} />
          ))}
        </Table.Tr>
      ))}
    </Table.Thead>
  );
}

function HeadCell<T>({ header }: { readonly header: Header<T, unknown> }) {
  const { column } = header;
  const direction = column.getIsSorted();
  const content = flexRender(column.columnDef.header, header.getContext());
  const Icon = direction === 'asc' ? IconArrowUp : direction === 'desc' ? IconArrowDown : IconArrowsSort;
  return (
    <Table.Th scope="col" className={classOf(column.columnDef)} style={styleOf(column.columnDef, column.getIndex())} aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}>
      {column.getCanSort() ? (
        <UnstyledButton className={classes.sort} onClick={column.getToggleSortingHandler()} data-sorted={direction || undefined}>
          {content}
          <Icon size={12} aria-hidden />
        </UnstyledButton>
      ) : (
        content
      )}
    </Table.Th>
  );
}
