import { Badge, Table, Text } from '@mantine/core';
import type { Attempt, AttemptState } from '../../api/types';
import { formatDateTime, formatInteger } from '../../base/format';
import { deviceLines } from './devices';

const COLORS: Readonly<Record<AttemptState, string>> = {
  running: 'blue',
  completed: 'teal',
  failed: 'red',
  cancelled: 'yellow',
  released: 'gray',
  lost: 'orange',
  crashed: 'red',
  superseded: 'gray',
};
const HEADS = ['Attempt', 'State', 'Worker', 'Started', 'Ended', 'Events received'] as const;

/** Every time that a worker took the run, and whether all of its events have arrived. */
export function AttemptsTable({ attempts }: { readonly attempts: readonly Attempt[] }) {
  if (attempts.length === 0) return <Text size="sm" c="dimmed">No worker has taken the run yet.</Text>;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table fz="sm" verticalSpacing={6} aria-label="Attempts" className="numbers">
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
          {attempts.map((attempt) => (
            <AttemptRow key={attempt.id} attempt={attempt} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function AttemptRow({ attempt }: { readonly attempt: Attempt }) {
  const missing = attempt.lastSequence - attempt.eventsReceived;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {attempt.number}
        {attempt.resumedFromEpoch > 0 && (
          <Text size="xs" c="dimmed" fw={400}>
            from epoch {attempt.resumedFromEpoch}
          </Text>
        )}
      </Table.Th>
      <Table.Td>
        <Badge color={COLORS[attempt.state]} variant="light" tt="none">
          {attempt.state}
        </Badge>
      </Table.Td>
      <Table.Td>
        {attempt.worker}
        {deviceLines(attempt).map((line) => (
          <Text key={line} size="xs" c="dimmed">
            {line}
          </Text>
        ))}
      </Table.Td>
      <Table.Td>{formatDateTime(attempt.startedAt)}</Table.Td>
      <Table.Td>{formatDateTime(attempt.endedAt)}</Table.Td>
      <Table.Td>
        <Text size="sm" c={missing > 0 ? 'orange' : undefined}>
          {formatInteger(attempt.eventsReceived)} of {formatInteger(attempt.lastSequence)}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
