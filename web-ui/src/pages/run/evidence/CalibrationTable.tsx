import { Table } from '@mantine/core';
import type { CalibrationBin } from '../../../api/evidence';
import { formatInteger, formatPercent } from '../../../base/format';
import { HeadRow } from '../../../widgets/HeadRow';
import { ScrollTable } from '../../../widgets/ScrollTable';
import { words } from '../../../words';
import classes from './CalibrationTable.module.css';

/** The diagram in words: the bins that hold images. */
export function CalibrationTable({ bins }: { readonly bins: readonly CalibrationBin[] }) {
  const { asTable, table, head, range } = words().evidence.calibration;
  return (
    <details className={classes.details}>
      <summary>{asTable}</summary>
      <ScrollTable label={table} minWidth={300} fz="xs" verticalSpacing={3} maw={520}>
        <HeadRow heads={[{ name: head.confidence }, { name: head.images, right: true }, { name: head.mean, right: true }, { name: head.accuracy, right: true }]} />
        <Table.Tbody>
          {bins
            .filter(({ images }) => images > 0)
            .map(({ above, upTo, images, confidence, accuracy }) => (
              <Table.Tr key={above}>
                <Table.Th scope="row" fw={400}>
                  {range(formatPercent(above, 0), formatPercent(upTo, 0))}
                </Table.Th>
                <Table.Td ta="right">{formatInteger(images)}</Table.Td>
                <Table.Td ta="right">{formatPercent(confidence, 1)}</Table.Td>
                <Table.Td ta="right">{formatPercent(accuracy, 1)}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </ScrollTable>
    </details>
  );
}
