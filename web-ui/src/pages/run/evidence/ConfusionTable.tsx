import { Table } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { TestReport } from '../../../api/evidence';
import { formatInteger, formatPercent } from '../../../base/format';
import { shadeOf } from './confusions';
import classes from './ConfusionTable.module.css';

const SHORT = 3;
const LABEL = 'Confusion matrix';

type Props = { readonly report: TestReport };

/** A row for each class, a column for each prediction; what was recognised lies on the diagonal. */
export function ConfusionTable({ report: { classes: names, confusion } }: Props) {
  const upright = names.some((name) => name.length > SHORT);
  return (
    <Table.ScrollContainer minWidth={0} scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'region', 'aria-label': LABEL } }}>
      <Table className={`numbers ${classes.table}`} fz="sm" verticalSpacing={4} horizontalSpacing={6} withColumnBorders aria-label={LABEL}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {names.map((name) => (
              <Table.Th key={name} scope="col">
                <span className={upright ? classes.upright : undefined}>{name}</span>
              </Table.Th>
            ))}
            <Table.Th scope="col">Recall</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {confusion.counts.map((row, label) => (
            <Table.Tr key={names[label]}>
              <Table.Th scope="row">{names[label]}</Table.Th>
              {row.map((count, prediction) => (
                <Cell key={names[prediction]} count={count} shade={shadeOf(count, row)} hit={label === prediction} />
              ))}
              <Table.Td>{formatPercent(confusion.recalls[label], 1)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">Precision</Table.Th>
            {confusion.precisions.map((precision, prediction) => (
              <Table.Td key={names[prediction]}>{formatPercent(precision, 0)}</Table.Td>
            ))}
            <Table.Td />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}

type CellProps = { readonly count: number; readonly shade: number; readonly hit: boolean };

function Cell({ count, shade, hit }: CellProps) {
  const style = { '--shade': `${Math.round(90 * shade)}%` } as CSSProperties;
  return (
    <Table.Td className={`${classes.cell} ${hit ? classes.hit : ''} ${count === 0 ? classes.none : ''}`} style={style}>
      {formatInteger(count)}
    </Table.Td>
  );
}
