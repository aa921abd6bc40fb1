import { Table } from '@mantine/core';
import type { RankReport } from '../../../api/evidence';
import type { RunDetails } from '../../../api/types';
import { formatMetric, formatNumber, formatPercent } from '../../../base/format';
import { tensorName } from './layerNames';

const LABEL = 'Ranks of the layers';
const HEIGHT = 420;

type Props = { readonly report: RankReport; readonly network: RunDetails['network'] };

/** For each layer how many directions it has and uses, and how well the network does when only some of them are kept. */
export function RankTable({ report: { measure, fractions, layers, together }, network }: Props) {
  const shown = (value: number | undefined) => formatMetric(measure, value);
  return (
    <Table.ScrollContainer minWidth={760} maxHeight={HEIGHT} scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'region', 'aria-label': LABEL } }}>
      <Table fz="sm" verticalSpacing={4} horizontalSpacing={8} className="numbers" aria-label={LABEL} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Layer</Table.Th>
            <Table.Th scope="col">Matrix</Table.Th>
            <Table.Th scope="col" ta="right" title="Singular values that are not zero but for rounding">
              Rank
            </Table.Th>
            <Table.Th scope="col" ta="right" title="e to the entropy of the singular values’ shares: how many directions share the work">
              Effective rank
            </Table.Th>
            <Table.Th scope="col" ta="right" title="Σσ² / σ₁²: how many directions as strong as the strongest would weigh as much">
              Stable rank
            </Table.Th>
            {fractions.map((fraction) => (
              <Table.Th key={fraction} scope="col" ta="right">
                {formatPercent(fraction, 0)} kept
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
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
              All layers together
            </Table.Th>
            {fractions.map((fraction, i) => (
              <Table.Th key={fraction} ta="right">
                {shown(together[i])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}
