import { Table, Text } from '@mantine/core';
import { useRun } from '../../api/runs';
import type { Run, RunDetails } from '../../api/types';
import { HeadRow } from '../../widgets/HeadRow';
import { layerType, settingsOf } from '../../widgets/layerRows';
import { LoadingRows } from '../../widgets/LoadingRows';
import { Panel } from '../../widgets/Panel';
import { ScrollTable } from '../../widgets/ScrollTable';
import { words } from '../../words';
import { pairLayers, type Side } from './layerDifference';

type Props = { readonly runs: readonly [Run, Run]; readonly labels: ReadonlyMap<string, string> };

/** The networks of two runs beside each other. */
export function NetworkDifference({ runs: [first, second], labels }: Props) {
  const queries = [useRun(first.id), useRun(second.id)] as const;
  const [a, b] = [queries[0].data, queries[1].data];
  return (
    <Panel title={words().compare.networks.title}>
      {a && b ? <Layers runs={[a, b]} labels={labels} /> : <LoadingRows rows={4} />}
    </Panel>
  );
}

function Layers({ runs: [first, second], labels }: { readonly runs: readonly [RunDetails, RunDetails]; readonly labels: ReadonlyMap<string, string> }) {
  const said = words().compare.networks;
  const pairs = pairLayers(first.network, second.network);
  const differing = pairs.filter(({ change }) => change !== 'same').length;
  if (differing === 0)
    return (
      <Text size="sm" c="dimmed">
        {said.same}
      </Text>
    );
  const name = (run: RunDetails) => labels.get(run.id) ?? run.name;
  return (
    <>
      <Text size="sm" mb={4}>
        {said.differ(differing)}
      </Text>
      <ScrollTable label={said.title} minWidth={560} maxHeight={360} verticalSpacing={3}>
        <HeadRow heads={[{ name: name(first) }, { name: name(second) === name(first) ? `${name(second)} (2)` : name(second) }, { name: said.change }]} />
        <Table.Tbody>
          {pairs.map((pair, i) => (
            <Table.Tr key={i} {...(pair.change === 'same' ? { c: 'dimmed' } : { fw: 600 })}>
              <Table.Td>
                <Layer side={pair.first} />
              </Table.Td>
              <Table.Td>
                <Layer side={pair.second} />
              </Table.Td>
              <Table.Td>{said.changes[pair.change]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
    </>
  );
}

function Layer({ side }: { readonly side: Side | null }) {
  if (side === null) return null;
  return (
    <>
      {side.number} {layerType(side.type)}{' '}
      <Text span size="xs">
        {settingsOf(side.spec)} → {side.output}
      </Text>
    </>
  );
}
