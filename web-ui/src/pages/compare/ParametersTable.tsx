import { Switch, Table, Text } from '@mantine/core';
import type { Run } from '../../api/types';
import { humanize } from '../../base/names';
import { datasetsOfSeveralVersions, differingNames, formatParameter, parameterNames } from '../../base/parameters';
import { HeadRow } from '../../widgets/HeadRow';
import { Panel } from '../../widgets/Panel';
import { ScrollTable } from '../../widgets/ScrollTable';
import { words } from '../../words';

type Props = {
  readonly runs: readonly Run[];
  readonly labels: ReadonlyMap<string, string>;
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
};

/** The settings of the runs, those that differ first; the others only where they are wanted. */
export function ParametersTable({ runs, labels, all, onAll }: Props) {
  const said = words().compare;
  const parameters = runs.map((run) => run.parameters);
  const differing = differingNames(parameters);
  const names = [...differing, ...(all ? parameterNames(parameters).filter((name) => !differing.includes(name)) : [])];
  const changed = datasetsOfSeveralVersions(parameters);
  return (
    <Panel title={said.parameters} actions={<Switch size="xs" label={said.equalToo} checked={all} onChange={(event) => onAll(event.currentTarget.checked)} />}>
      {changed.length > 0 && (
        <Text size="sm" c="var(--status-failed)" role="note">
          {said.dataChanged(changed.join(', '))}
        </Text>
      )}
      {names.length === 0 ? (
        <Text size="sm" c="dimmed">
          {runs.length === 1 ? said.addSecond : said.equal}
        </Text>
      ) : (
        <ScrollTable label={said.parameters} minWidth={160 + 120 * runs.length} verticalSpacing={4}>
          <HeadRow heads={[{ name: said.parameter }, ...runs.map((run) => ({ name: labels.get(run.id) ?? run.name, right: true }))]} />
          <Table.Tbody>
            {names.map((name) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" title={name} fw={500}>
                  {humanize(name)}
                </Table.Th>
                {runs.map((run) => (
                  <Table.Td key={run.id} ta="right" {...(differing.includes(name) ? { fw: 600 } : { c: 'dimmed' })}>
                    {formatParameter(run.parameters[name])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ScrollTable>
      )}
    </Panel>
  );
}
