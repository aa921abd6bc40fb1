import { Table } from '@mantine/core';
import type { RankReport } from '../../../api/evidence';
import type { RunDetails } from '../../../api/types';
import { formatMetric, formatNumber, formatPercent } from '../../../base/format';
import { HeadRow } from '../../../widgets/HeadRow';
import { ScrollTable } from '../../../widgets/ScrollTable';
import { words } from '../../../words';
import { tensorName } from './layerNames';

const HEIGHT = 420;

type Props = { readonly report: RankReport; readonly network: RunDetails['network'] };

/** For each layer how many directions it has and uses, and how well the network does when only some of them are kept. */
export function RankTable({ report: { measure, fractions, layers, together }, network }: Props) {
  const { table, head, titles, keptColumn, all } = words().evidence.rank;
  const shown = (value: number | undefined) => formatMetric(measure, value);
  return (
    <ScrollTable label={table} minWidth={760} maxHeight={HEIGHT} verticalSpacing={3} horizontalSpacing={8}>
      <HeadRow
        heads={[
          { name: head.layer },
          { name: head.matrix },
          { name: head.rank, right: true, title: titles.rank },
          { name: head.effective, right: true, title: titles.effective },
          { name: head.stable, right: true, title: titles.stable },
          ...fractions.map((fraction) => ({ name: keptColumn(formatPercent(fraction, 0)), right: true })),
        ]}
      />
      <Table.Tbody>
        {layers.map(({ tensor, spectrum, alone }) => (
          <Table.Tr key={tensor}>
            <Table.Th scope="row" fw={400}>
              {tensorName(network, tensor)}
            </Table.Th>
            <Table.Td>
              {spectrum.rows}×{spectrum.columns}
            </Table.Td>
            <Table.Td ta="right">{spectrum.rank}</Table.Td>
            <Table.Td ta="right">{formatNumber(spectrum.effectiveRank)}</Table.Td>
            <Table.Td ta="right">{formatNumber(spectrum.stableRank)}</Table.Td>
            {fractions.map((fraction, i) => (
              <Table.Td key={fraction} ta="right">
                {shown(alone[i])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th scope="row" colSpan={5}>
            {all}
          </Table.Th>
          {fractions.map((fraction, i) => (
            <Table.Td key={fraction} ta="right" fw={700}>
              {shown(together[i])}
            </Table.Td>
          ))}
        </Table.Tr>
      </Table.Tfoot>
    </ScrollTable>
  );
}
