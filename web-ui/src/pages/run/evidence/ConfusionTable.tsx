import { Table } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { TestReport } from '../../../api/evidence';
import { formatInteger, formatPercent } from '../../../base/format';
import { ScrollTable } from '../../../widgets/ScrollTable';
import { words } from '../../../words';
import { precisionsOf, recallsOf, shadeOf } from './confusions';
import classes from '../../../widgets/ClassMatrix.module.css';

const SHORT = 3;

type Props = { readonly report: TestReport };

/** A row for each class, a column for each prediction; what was recognised lies on the diagonal. */
export function ConfusionTable({ report: { classes: names, confusion } }: Props) {
  const said = words().evidence.confusion;
  const upright = names.some((name) => name.length > SHORT);
  const recalls = recallsOf(confusion);
  return (
    <ScrollTable label={said.matrix} minWidth={0} className={`numbers ${classes.table}`} verticalSpacing={3} horizontalSpacing={6} withColumnBorders>
      <Table.Thead>
        <Table.Tr>
          <Table.Td />
          {names.map((name) => (
            <Table.Th key={name} scope="col">
              <span className={upright ? classes.upright : undefined}>{name}</span>
            </Table.Th>
          ))}
          <Table.Th scope="col">{said.recall}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {confusion.counts.map((row, label) => (
          <Table.Tr key={names[label]}>
            <Table.Th scope="row">{names[label]}</Table.Th>
            {row.map((count, prediction) => (
              <Cell key={names[prediction]} count={count} shade={shadeOf(count, row)} hit={label === prediction} />
            ))}
            <Table.Td>{formatPercent(recalls[label], 1)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th scope="row">{said.precision}</Table.Th>
          {precisionsOf(confusion).map((precision, prediction) => (
            <Table.Td key={names[prediction]}>{formatPercent(precision, 1)}</Table.Td>
          ))}
          <Table.Td />
        </Table.Tr>
      </Table.Tfoot>
    </ScrollTable>
  );
}

type CellProps = { readonly count: number; readonly shade: number; readonly hit: boolean };

function Cell({ count, shade, hit }: CellProps) {
  const style = { '--shade': `${Math.round(90 * shade)}%` } as CSSProperties;
  return (
    <Table.Td className={`${classes.cell} ${hit ? classes.good : classes.bad} ${count === 0 ? classes.none : ''}`} style={style}>
      {formatInteger(count)}
    </Table.Td>
  );
}
