import { Table, Text, VisuallyHidden } from '@mantine/core';
import { formatInteger } from '../base/format';
import { foldBranches, type Layer } from './layerRows';

type Props = { readonly label: string; readonly layers: readonly Layer[]; readonly inside: boolean };

/**
 * The layers of a network with what flows out of each, what it learns and how much of the image one value sees. Layers within
 * branches come before the one that joins them, or are left out and counted with it.
 */
export function LayersTable({ label, layers, inside }: Props) {
  const total = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  const work = layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0);
  return (
    <Table.ScrollContainer minWidth={420} maxHeight={480} scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'region', 'aria-label': label } }}>
      <Table verticalSpacing={4} horizontalSpacing={6} fz="sm" aria-label={label} className="numbers" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" miw={150}>Layer</Table.Th>
            <Table.Th scope="col">Output</Table.Th>
            <Table.Th scope="col" ta="right">Parameters</Table.Th>
            <Table.Th scope="col" ta="right">Multiply-adds</Table.Th>
            <Table.Th scope="col" ta="right">Receptive field</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {foldBranches(layers, inside).map((layer) => (
            <Table.Tr key={layer.path}>
              <Table.Td pl={6 + 16 * layer.depth}>
                {layer.place !== undefined && (
                  <Text span c="dimmed" size="xs">
                    <VisuallyHidden>within </VisuallyHidden>
                    {layer.place}{' '}
                  </Text>
                )}
                {layer.type}{' '}
                <Text span c="dimmed" size="xs">
                  {layer.settings}
                </Text>
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{layer.output}</Table.Td>
              <Table.Td ta="right">{layer.parameters === 0 ? '–' : formatInteger(layer.parameters)}</Table.Td>
              <Table.Td ta="right">{layer.multiplyAdds === 0 ? '–' : formatInteger(layer.multiplyAdds)}</Table.Td>
              <Table.Td ta="right">{layer.receptiveField ? `${layer.receptiveField}×${layer.receptiveField}` : '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" colSpan={2}>
              Total
            </Table.Th>
            <Table.Th ta="right">{formatInteger(total)}</Table.Th>
            <Table.Th ta="right">{formatInteger(work)}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}
