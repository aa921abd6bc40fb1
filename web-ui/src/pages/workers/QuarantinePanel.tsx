import { Button, Code, Group, Stack, Table, Text } from '@mantine/core';
import { useQuarantine } from '../../api/quarantine';
import type { QuarantinedRecord } from '../../api/types';
import { formatDateTime, plural } from '../../base/format';
import { LoadingRows } from '../../widgets/LoadingRows';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';

const HEADS = ['At', 'Where', 'Reason', 'How it begins'] as const;

/** Reports that the tracker could not read: it keeps them and goes on, and a person may want to know why. */
export function QuarantinePanel() {
  const query = useQuarantine();
  const records = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title="Unreadable reports">
      {query.isPending && <LoadingRows rows={1} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && records.length === 0 && (
        <Text size="sm" c="dimmed">
          Every report could be read.
        </Text>
      )}
      {records.length > 0 && (
        <Stack gap="sm">
          <Text size="sm">The tracker keeps what it cannot read and goes on. Often a worker is of another version than the tracker.</Text>
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
            <Table.Tr key={`${record.topic} ${record.partition} ${record.offset}`}>
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
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
