import { Anchor, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Worker } from '../../api/types';
import { formatAge, formatBytes, formatDateTime, formatPercent, MISSING } from '../../base/format';
import { paths } from '../../base/paths';
import { useNow } from '../../base/useNow';
import { HeadRow } from '../../widgets/HeadRow';
import { ScrollTable } from '../../widgets/ScrollTable';
import { StateBadge, type Tone } from '../../widgets/StateBadge';
import { words } from '../../words';

const TONES: Readonly<Record<Worker['state'], Tone>> = { live: 'good', stopping: 'warning', lost: 'bad' };

export function WorkerTable({ workers }: { readonly workers: readonly Worker[] }) {
  const now = useNow();
  const { title, head } = words().workers;
  return (
    <ScrollTable label={title} minWidth={860} verticalSpacing={6}>
      <HeadRow
        heads={[
          { name: head.name },
          { name: head.state },
          { name: head.device },
          { name: head.slots, right: true },
          { name: head.training },
          { name: head.load },
          { name: head.seen, right: true },
          { name: head.version },
        ]}
      />
      <Table.Tbody>
        {workers.map((worker) => (
          <WorkerRow key={worker.name} worker={worker} now={now} />
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

function WorkerRow({ worker, now }: { readonly worker: Worker; readonly now: number }) {
  const said = words().workers;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {worker.name}{' '}
        <Text span size="xs" c="dimmed" fw={400}>
          {worker.host}
        </Text>
      </Table.Th>
      <Table.Td>
        <StateBadge word={said.states[worker.state]} tone={TONES[worker.state]} />
        {worker.state !== 'lost' &&
          worker.troubles.map((trouble) => (
            <Text key={trouble} size="xs" c="var(--status-failed)" maw={320} mt={4}>
              {trouble}
            </Text>
          ))}
      </Table.Td>
      <Table.Td>
        {worker.device}
        <Profile worker={worker} />
      </Table.Td>
      <Table.Td ta="right">{said.busy(worker.busy, worker.slots)}</Table.Td>
      <Table.Td>
        <Stack gap={2}>
          {worker.runs.map((run) => (
            <Anchor key={run.id} component={Link} to={paths.run(run.id)} size="sm">
              {run.name}
            </Anchor>
          ))}
          {worker.runs.length === 0 && (
            <Text size="sm" c="dimmed">
              {worker.state !== 'live' ? MISSING : worker.pausing ? said.pausing : said.waiting}
            </Text>
          )}
        </Stack>
      </Table.Td>
      <Table.Td>{worker.load === null ? MISSING : <Load load={worker.load} name={worker.name} />}</Table.Td>
      <Table.Td ta="right" title={formatDateTime(worker.lastSeenAt)}>
        {formatAge(worker.lastSeenAt, now)}
      </Table.Td>
      <Table.Td>{worker.version}</Table.Td>
    </Table.Tr>
  );
}

/** What runs can ask for. */
function Profile({ worker: { deviceClass, memoryBytes, labels } }: { readonly worker: Worker }) {
  if (deviceClass === null) return null;
  const parts = [
    deviceClass,
    ...(memoryBytes === null ? [] : [words().workers.free(formatBytes(memoryBytes))]),
    ...Object.entries(labels).map(([name, value]) => `${name}=${value}`),
  ];
  return (
    <Text size="xs" c="dimmed" maw={320}>
      {parts.join(' · ')}
    </Text>
  );
}

function Load({ load, name }: { readonly load: number; readonly name: string }) {
  return (
    <Group gap={8} wrap="nowrap">
      <Progress.Root size={6} w={80}>
        <Progress.Section value={Math.min(100, load * 100)} aria-label={words().workers.load(name)} />
      </Progress.Root>
      <Text size="xs">{formatPercent(load, 0)}</Text>
    </Group>
  );
}
