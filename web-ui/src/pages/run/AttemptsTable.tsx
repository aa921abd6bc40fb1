import { Table, Text } from '@mantine/core';
import type { Attempt, AttemptState } from '../../api/types';
import { formatDateTime, formatInteger } from '../../base/format';
import { HeadRow } from '../../widgets/HeadRow';
import { ScrollTable } from '../../widgets/ScrollTable';
import { StateBadge, type Tone } from '../../widgets/StateBadge';
import { words } from '../../words';
import { deviceLines } from './devices';

const TONES: Readonly<Record<AttemptState, Tone>> = {
  running: 'busy',
  completed: 'good',
  failed: 'bad',
  cancelled: 'warning',
  released: 'waiting',
  lost: 'warning',
  crashed: 'bad',
  superseded: 'waiting',
};

/** Every time that a worker took the run, and whether all of its events have arrived. */
export function AttemptsTable({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const { noAttempt, attempts: label, attemptHead: head } = words().run;
  if (attempts.length === 0) return <Text size="sm" c="dimmed">{noAttempt}</Text>;
  return (
    <ScrollTable label={label} minWidth={560} verticalSpacing={4}>
      <HeadRow
        heads={[{ name: head.attempt, right: true }, { name: head.state }, { name: head.worker }, { name: head.started }, { name: head.ended }, { name: head.events, right: true }]}
      />
      <Table.Tbody>
        {attempts.map((attempt) => (
          <AttemptRow key={attempt.id} attempt={attempt} />
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

function AttemptRow({ attempt }: { readonly attempt: Attempt }) {
  const said = words().run;
  const missing = attempt.lastSequence - attempt.eventsReceived;
  return (
    <Table.Tr>
      <Table.Th scope="row" ta="right">
        {attempt.number}
        {attempt.resumedFromEpoch > 0 && (
          <Text size="xs" c="dimmed" fw={400}>
            {said.fromEpoch(attempt.resumedFromEpoch)}
          </Text>
        )}
      </Table.Th>
      <Table.Td>
        <StateBadge word={said.attemptStates[attempt.state]} tone={TONES[attempt.state]} />
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
      <Table.Td ta="right" {...(missing > 0 ? { c: 'var(--status-failed)' } : {})}>
        {said.events(formatInteger(attempt.eventsReceived), formatInteger(attempt.lastSequence))}
      </Table.Td>
    </Table.Tr>
  );
}
