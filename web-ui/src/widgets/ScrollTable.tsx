import { Table, type TableProps } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = TableProps & {
  /** What the table shows, for those who do not see it. */
  readonly label: string;
  readonly minWidth: number;
  readonly maxHeight?: number;
  readonly children: ReactNode;
};

/** A table that scrolls within its place, also by the keyboard. */
export function ScrollTable({ label, minWidth, maxHeight, children, ...table }: Props) {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      {...(maxHeight === undefined ? {} : { maxHeight })}
      scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'group', 'aria-label': label } }}
    >
      <Table aria-label={label} className="numbers" fz="sm" stickyHeader={maxHeight !== undefined} {...table}>
        {children}
      </Table>
    </Table.ScrollContainer>
  );
}
