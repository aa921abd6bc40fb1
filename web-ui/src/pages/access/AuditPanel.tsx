import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { useAudit } from '../../api/users';
import type { AuditEntry } from '../../api/types';
import { formatDateTime } from '../../base/format';
import { LoadingRows } from '../../widgets/LoadingRows';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';

const HEADS = ['At', 'Who', 'What', 'To', 'Outcome'] as const;

/** Who has changed what, and what was refused to whom. */
export function AuditPanel() {
  const query = useAudit();
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title="What was done">
      {query.isPending && <LoadingRows rows={3} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {entries.length > 0 && <Entries entries={entries} />}
      {query.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older entries
          </Button>
        </Group>
      )}
    </Panel>
  );
}

function Entries({ entries }: { readonly entries: readonly AuditEntry[] }) {
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table fz="sm" verticalSpacing={6} aria-label="What was done" className="numbers">
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
          {entries.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td>{formatDateTime(entry.at)}</Table.Td>
              <Table.Td>
                {entry.user === '' ? 'anybody' : entry.user}
                <Text size="xs" c="dimmed">
                  {[entry.means === 'none' ? '' : entry.means, entry.address].filter((part) => part !== '').join(', ')}
                </Text>
              </Table.Td>
              <Table.Td>{entry.action}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {entry.target}
                {entry.detail !== '' && (
                  <Text size="xs" c="dimmed">
                    {entry.detail}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Badge color={entry.outcome === 'done' ? 'teal' : 'red'} variant="light" tt="none">
                  {entry.outcome}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
