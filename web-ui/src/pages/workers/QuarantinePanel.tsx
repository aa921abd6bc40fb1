import { Alert, Button, Code, Group, Stack, Table, Text } from '@mantine/core';
import { useDropRecord, useQuarantine, useReplayAll, useReplayRecord } from '../../api/quarantine';
import type { QuarantinedRecord } from '../../api/types';
import { formatDateTime, plural } from '../../base/format';
import { confirm } from '../../widgets/confirm';
import { LoadingRows } from '../../widgets/LoadingRows';
import { notifyDone, notifyProblem } from '../../widgets/notify';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';

const HEADS = ['At', 'Where', 'Reason', 'How it begins', 'Actions'] as const;

/** Reports that the tracker could not use: it keeps them and goes on, and a person may want to know why, or try again. */
export function QuarantinePanel() {
  const query = useQuarantine();
  const records = query.data?.pages.flatMap((page) => page.items) ?? [];
  const stopped = query.data?.pages[0]?.ingestionStopped ?? null;
  return (
    <Panel title="Unreadable reports">
      {stopped !== null && (
        <Alert color="red" title="Reports are not stored any more" mb="sm">
          Too many failed for the same reason: {stopped}. They wait in Kafka, nothing is lost; the tracker tries again and again. Its log
          has the details.
        </Alert>
      )}
      {query.isPending && <LoadingRows rows={1} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && records.length === 0 && (
        <Text size="sm" c="dimmed">
          Every report could be used.
        </Text>
      )}
      {records.length > 0 && (
        <Stack gap="sm">
          <Group justify="space-between">
            <Text size="sm">The tracker keeps what it cannot use and goes on. Often a worker is of another version than the tracker.</Text>
            <ReplayAllButton />
          </Group>
          <Records records={records} />
        </Stack>
      )}
      {query.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older reports
          </Button>
        </Group>
      )}
    </Panel>
  );
}

function ReplayAllButton() {
  const replay = useReplayAll();
  const tell = ({ applied, refused }: { readonly applied: number; readonly refused: number }) =>
    notifyDone(`${plural(applied, 'report')} applied, ${refused} still cannot be`);
  return (
    <Button variant="default" size="xs" loading={replay.isPending} onClick={() => replay.mutate(undefined, { onSuccess: tell, onError: notifyProblem })}>
      Try all again
    </Button>
  );
}

function RecordActions({ record }: { readonly record: QuarantinedRecord }) {
  const replay = useReplayRecord();
  const drop = useDropRecord();
  const where = `partition ${record.partition}, offset ${record.offset}`;
  const ask = () =>
    confirm({
      title: 'Drop this report?',
      message: 'What it says about its run is lost. This cannot be undone.',
      action: 'Drop the report',
      onConfirm: () => drop.mutate(record.id, { onSuccess: () => notifyDone('The report was dropped'), onError: notifyProblem }),
    });
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        size="compact-xs"
        variant="subtle"
        loading={replay.isPending}
        onClick={() => replay.mutate(record.id, { onSuccess: () => notifyDone('The report was applied'), onError: notifyProblem })}
        aria-label={`Try again: ${where}`}
      >
        Try again
      </Button>
      <Button size="compact-xs" variant="subtle" color="red" loading={drop.isPending} onClick={ask} aria-label={`Drop: ${where}`}>
        Drop
      </Button>
    </Group>
  );
}

function Records({ records }: { readonly records: readonly QuarantinedRecord[] }) {
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table fz="sm" verticalSpacing={6} aria-label="Unreadable reports" className="numbers">
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
          {records.map((record) => (
            <Table.Tr key={record.id}>
              <Table.Td>{formatDateTime(record.at)}</Table.Td>
              <Table.Td>
                {record.topic}
                <Text size="xs" c="dimmed">
                  partition {record.partition}, offset {record.offset}
                </Text>
              </Table.Td>
              <Table.Td>{record.reason}</Table.Td>
              <Table.Td>
                <Code style={{ overflowWrap: 'anywhere' }}>{record.start?.slice(0, 120) ?? ''}</Code>
                <Text size="xs" c="dimmed">
                  {plural(record.bytes, 'byte')}
                  {record.key !== null && `, key ${record.key}`}
                </Text>
              </Table.Td>
              <Table.Td>
                <RecordActions record={record} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
