import { Alert, Button, Code, Group, Stack, Table, Text } from '@mantine/core';
import { DeedButton } from '../../actions/DeedButton';
import { useDropRecord, useQuarantine, useReplayAll, useReplayRecord } from '../../api/quarantine';
import type { QuarantinedRecord } from '../../api/types';
import { formatDateTime } from '../../base/format';
import { confirm } from '../../widgets/confirm';
import { HeadRow } from '../../widgets/HeadRow';
import { LoadingRows } from '../../widgets/LoadingRows';
import { notifyDone, notifyProblem } from '../../widgets/notify';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { ScrollTable } from '../../widgets/ScrollTable';
import { words } from '../../words';

/** Reports that the tracker could not use: it keeps them and goes on, and a person may want to know why, or try again. */
export function QuarantinePanel() {
  const query = useQuarantine();
  const records = query.data?.pages.flatMap((page) => page.items) ?? [];
  const stopped = query.data?.pages[0]?.ingestionStopped ?? null;
  const said = words().quarantine;
  return (
    <Panel title={said.title}>
      {stopped !== null && (
        <Alert color="red" title={said.stopped} mb="sm">
          {said.stoppedText(stopped)}
        </Alert>
      )}
      {query.isPending && <LoadingRows rows={1} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && records.length === 0 && (
        <Text size="sm" c="dimmed">
          {said.none}
        </Text>
      )}
      {records.length > 0 && (
        <Stack gap="sm">
          <Group justify="space-between">
            <Text size="sm">{said.kept}</Text>
            <ReplayAllButton />
          </Group>
          <Records records={records} />
        </Stack>
      )}
      {query.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {said.older}
          </Button>
        </Group>
      )}
    </Panel>
  );
}

function ReplayAllButton() {
  const replay = useReplayAll();
  const tell = ({ applied, refused }: { readonly applied: number; readonly refused: number }) =>
    notifyDone(words().quarantine.applied(applied, refused));
  return (
    <DeedButton needs="admin" variant="default" size="xs" loading={replay.isPending} onClick={() => replay.mutate(undefined, { onSuccess: tell, onError: notifyProblem })}>
      {words().quarantine.tryAll}
    </DeedButton>
  );
}

function RecordActions({ record }: { readonly record: QuarantinedRecord }) {
  const replay = useReplayRecord();
  const drop = useDropRecord();
  const said = words().quarantine;
  const where = said.where(record.partition, record.offset);
  const ask = () =>
    confirm({
      title: said.drop.title,
      message: said.drop.message,
      action: said.drop.action,
      onConfirm: () => drop.mutate(record.id, { onSuccess: () => notifyDone(said.drop.done), onError: notifyProblem }),
    });
  return (
    <Group gap={4} wrap="nowrap">
      <DeedButton
        needs="admin"
        size="compact-xs"
        variant="subtle"
        loading={replay.isPending}
        onClick={() => replay.mutate(record.id, { onSuccess: () => notifyDone(said.triedOne), onError: notifyProblem })}
        aria-label={said.tryOneLabel(where)}
      >
        {said.tryOne}
      </DeedButton>
      <DeedButton needs="admin" size="compact-xs" variant="subtle" color="red" loading={drop.isPending} onClick={ask} aria-label={said.drop.label(where)}>
        {said.drop.button}
      </DeedButton>
    </Group>
  );
}

function Records({ records }: { readonly records: readonly QuarantinedRecord[] }) {
  const { title, head, where, size } = words().quarantine;
  return (
    <ScrollTable label={title} minWidth={720} verticalSpacing={6}>
      <HeadRow heads={[{ name: head.at }, { name: head.where }, { name: head.reason }, { name: head.start }, { name: head.actions, hidden: true }]} />
        <Table.Tbody>
          {records.map((record) => (
            <Table.Tr key={record.id}>
              <Table.Td>{formatDateTime(record.at)}</Table.Td>
              <Table.Td>
                {record.topic}
                <Text size="xs" c="dimmed">
                  {where(record.partition, record.offset)}
                </Text>
              </Table.Td>
              <Table.Td>{record.reason}</Table.Td>
              <Table.Td>
                <Code style={{ overflowWrap: 'anywhere' }}>{record.start?.slice(0, 120) ?? ''}</Code>
                <Text size="xs" c="dimmed">
                  {size(record.bytes, record.key)}
                </Text>
              </Table.Td>
              <Table.Td>
                <RecordActions record={record} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
    </ScrollTable>
  );
}
