import { Table } from '@mantine/core';
import type { CalibrationBin } from '../../../api/evidence';
import { formatInteger, formatPercent } from '../../../base/format';
import classes from './CalibrationTable.module.css';

/** The diagram in words: the bins that hold images. */
export function CalibrationTable({ bins }: { readonly bins: readonly CalibrationBin[] }) {
  return (
    <details className={classes.details}>
      <summary>Values as a table</summary>
      <Table.ScrollContainer minWidth={300}>
        <Table fz="xs" verticalSpacing={3} className="numbers" aria-label="Calibration" maw={520}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Confidence</Table.Th>
              <Table.Th scope="col" ta="right">
                Images
              </Table.Th>
              <Table.Th scope="col" ta="right">
                Mean confidence
              </Table.Th>
              <Table.Th scope="col" ta="right">
                Accuracy
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {bins
              .filter(({ images }) => images > 0)
              .map(({ above, upTo, images, confidence, accuracy }) => (
                <Table.Tr key={above}>
                  <Table.Th scope="row" fw={400}>
                    {formatPercent(above, 0)} to {formatPercent(upTo, 0)}
                  </Table.Th>
                  <Table.Td ta="right">{formatInteger(images)}</Table.Td>
                  <Table.Td ta="right">{formatPercent(confidence, 1)}</Table.Td>
                  <Table.Td ta="right">{formatPercent(accuracy, 1)}</Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  );
}
