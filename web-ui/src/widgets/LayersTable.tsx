import { Table, Text, VisuallyHidden } from '@mantine/core';
import { formatInteger, MISSING } from '../base/format';
import { words } from '../words';
import { HeadRow } from './HeadRow';
import { foldBranches, type Layer } from './layerRows';
import { ScrollTable } from './ScrollTable';

type Props = { readonly label: string; readonly layers: readonly Layer[]; readonly inside: boolean };

/**
 * The layers of a network with what flows out of each, what it learns and how much of the image one value sees. Layers within
 * branches come before the one that joins them, or are left out and counted with it.
 */
export function LayersTable({ label, layers, inside }: Props) {
  const { head, within } = words().layers;
  const total = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  const work = layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0);
  return (
    <ScrollTable label={label} minWidth={420} maxHeight={480} verticalSpacing={3} horizontalSpacing={6}>
      <HeadRow
        heads={[
          { name: head.place, right: true },
          { name: head.layer, width: 150 },
          { name: head.output },
          { name: head.parameters, right: true },
          { name: head.multiplyAdds, right: true },
          { name: head.receptiveField, right: true },
        ]}
      />
      <Table.Tbody>
        {foldBranches(layers, inside).map((layer) => (
          <Table.Tr key={layer.path}>
            <Table.Td ta="right" c="dimmed">
              {layer.number}
            </Table.Td>
            <Table.Td pl={6 + 16 * layer.depth}>
              {layer.place !== undefined && (
                <Text span c="dimmed" size="xs">
                  <VisuallyHidden>{within}</VisuallyHidden>
                  {layer.place}{' '}
                </Text>
              )}
              {layer.type}{' '}
              <Text span c="dimmed" size="xs">
                {layer.settings}
              </Text>
            </Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{layer.output}</Table.Td>
            <Table.Td ta="right">{layer.parameters === 0 ? MISSING : formatInteger(layer.parameters)}</Table.Td>
            <Table.Td ta="right">{layer.multiplyAdds === 0 ? MISSING : formatInteger(layer.multiplyAdds)}</Table.Td>
            <Table.Td ta="right">{layer.receptiveField ? `${layer.receptiveField}×${layer.receptiveField}` : MISSING}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Td />
          <Table.Th scope="row" colSpan={2}>
            {words().common.total}
          </Table.Th>
          <Table.Td ta="right" fw={700}>
            {formatInteger(total)}
          </Table.Td>
          <Table.Td ta="right" fw={700}>
            {formatInteger(work)}
          </Table.Td>
          <Table.Td />
        </Table.Tr>
      </Table.Tfoot>
    </ScrollTable>
  );
}
