import { Table } from '@mantine/core';
import { humanize } from '../../base/names';
import { formatParameter, parameterNames, type Parameters } from '../../base/parameters';
import { Panel } from '../../widgets/Panel';
import { words } from '../../words';

export function ParametersTable({ parameters }: { readonly parameters: Parameters }) {
  return (
    <Panel title={words().run.parameters}>
      <Table fz="sm" verticalSpacing={4} aria-label={words().run.parameters} className="numbers">
        <Table.Tbody>
          {parameterNames([parameters]).map((name) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400} c="dimmed" title={name}>
                {humanize(name)}
              </Table.Th>
              <Table.Td ta="right" title={String(parameters[name])}>
                {formatParameter(parameters[name])}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
