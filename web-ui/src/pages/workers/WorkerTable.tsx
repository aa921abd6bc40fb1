import { Anchor, Badge, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Worker } from '../../api/types';
import { formatAge, formatDateTime, formatPercent, MISSING } from '../../base/format';
import { paths } from '../../base/paths';
import { useNow } from '../../base/useNow';

const STATE_COLORS: Readonly<Record<Worker['state'], string>> = { live: 'teal', stopping: 'orange', lost: 'red' };
const HEADS = ['Worker', 'State', 'Device', 'Slots', 'Training', 'Load', 'Last report', 'Version'] as const;

export function WorkerTable({ workers }: { readonly workers: readonly Worker[] }) {
  const now = useNow();
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table verticalSpacing="sm" aria-label="Workers" className="numbers" fz="sm">
        <Table.Thead>
          <Table.Tr>
            {HEADS.map((head) => (
              <Table.Th key={head} scope="col">
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {workers.map((worker) => (
            <WorkerRow key={worker.name} worker={worker} now={now} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function WorkerRow({ worker, now }: { readonly worker: Worker; readonly now: number }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Text size="sm" fw={600}>
          {worker.name}
        </Text>
        <Text size="xs" c="dimmed" fw={400}>
          {worker.host}
        </Text>
      </Table.Th>
      <Table.Td>
        <Badge color={STATE_COLORS[worker.state]} variant="light" tt="none">
          {worker.state}
        </Badge>
        {worker.state !== 'lost' &&
          worker.troubles.map((trouble) => (
            <Text key={trouble} size="xs" c="red" maw={320} mt={4}>
              {trouble}
            </Text>
          ))}
      </Table.Td>
      <Table.Td>{worker.device}</Table.Td>
      <Table.Td>
        {worker.busy} of {worker.slots} busy
      </Table.Td>
      <Table.Td>
        <Stack gap={2}>
          {worker.runs.map((run) => (
            <Anchor key={run.id} component={Link} to={paths.run(run.id)} size="sm">
              {run.name}
            </Anchor>
          ))}
          {worker.runs.length === 0 && <Text size="sm" c="dimmed">{worker.state === 'live' ? 'waiting' : MISSING}</Text>}
        </Stack>
      </Table.Td>
      <Table.Td>{worker.load === null ? MISSING : <Load load={worker.load} name={worker.name} />}</Table.Td>
      <Table.Td title={formatDateTime(worker.lastSeenAt)}>{formatAge(worker.lastSeenAt, now)}</Table.Td>
      <Table.Td>{worker.version}</Table.Td>
    </Table.Tr>
  );
}

function Load({ load, name }: { readonly load: number; readonly name: string }) {
  return (
    <Group gap={8} wrap="nowrap">
      <Progress.Root size="sm" w={80}>
        <Progress.Section value={Math.min(100, load * 100)} aria-label={`Load of ${name}`} />
      </Progress.Root>
      <Text size="xs">{formatPercent(load, 0)}</Text>
    </Group>
  );
}
