import { Table, VisuallyHidden } from '@mantine/core';

export type Head = {
  readonly name: string;
  /** Of a column of numbers. */
  readonly right?: boolean;
  /** Said to those alone who do not see the table. */
  readonly hidden?: boolean;
  /** What the number is. */
  readonly title?: string;
  readonly width?: number;
  /** Left out on a phone. */
  readonly wide?: boolean;
};

/** The head of a table whose rows are not sorted by their reader. */
export function HeadRow({ heads }: { readonly heads: readonly Head[] }) {
  return (
    <Table.Thead>
      <Table.Tr>
        {heads.map(({ name, right, hidden, title, width, wide }) => (
          <Table.Th key={name} scope="col" title={title} {...(right ? { ta: 'right' } : {})} {...(width === undefined ? {} : { miw: width })} {...(wide ? { visibleFrom: 'sm' } : {})}>
            {hidden ? <VisuallyHidden>{name}</VisuallyHidden> : name}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}
