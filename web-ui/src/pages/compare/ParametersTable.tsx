import { Switch, Table, Text } from '@mantine/core';
import type { RunDetails } from '../../api/types';
import { humanize } from '../../base/format';
import { datasetsOfSeveralVersions, differingNames, formatParameter, parameterNames } from '../../base/parameters';
import { Panel } from '../../widgets/Panel';

type Props = {
  readonly runs: readonly RunDetails[];
  readonly labels: readonly string[];
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
};

/** The settings of the runs; of several runs only those that differ, unless all are wanted. */
export function ParametersTable({ runs, labels, all, onAll }: Props) {
  const parameters = runs.map((run) => run.parameters);
  const differing = new Set(differingNames(parameters));
  const names = parameterNames(parameters).filter((name) => all || differing.has(name));
  const changed = datasetsOfSeveralVersions(parameters);
  return (
    <Panel title="Parameters" actions={<Switch label="Show equal ones too" checked={all} onChange={(event) => onAll(event.currentTarget.checked)} />}>
      {changed.length > 0 && (
        <Text size="sm" c="orange" role="note">
          The data changed between these runs: they have seen different versions of {changed.join(', ')}.
        </Text>
      )}
      {names.length === 0 ? (
        <Text size="sm" c="dimmed">
          {runs.length === 1 ? 'Add a second run to see what differs.' : 'These runs have equal parameters.'}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={160 + 140 * runs.length}>
          <Table fz="sm" aria-label="Parameters" className="numbers">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Parameter</Table.Th>
                {runs.map((run, i) => (
                  <Table.Th key={run.id} scope="col">
                    {labels[i]}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {names.map((name) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row" title={name} fw={500}>
                    {humanize(name)}
                  </Table.Th>
                  {runs.map((run) => (
                    <Table.Td key={run.id} fw={differing.has(name) ? 600 : undefined} c={differing.has(name) ? undefined : 'dimmed'}>
                      {formatParameter(run.parameters[name])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}
