import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { useAudit } from '../../api/users';
import type { AuditEntry } from '../../api/types';
import { formatDateTime } from '../../base/format';
import { LoadingRows } from '../../widgets/LoadingRows';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';

/** Who has changed what, and what was refused to whom. */
export function AuditPanel() {
  const query = useAudit();
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  const said = words().access.audit;
  return (
    <Panel title={said.title}>
      {query.isPending && <LoadingRows rows={3} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {entries.length > 0 && <Entries entries={entries} />}
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

function Entries({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { title, head, anybody } = words().access.audit;
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table fz="sm" verticalSpacing={6} aria-label={title} className="numbers">
        <Table.Thead>
          <Table.Tr>
            {[head.at, head.who, head.what, head.target, head.outcome].map((name) => (
              <Table.Th key={name} scope="col">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td>{formatDateTime(entry.at)}</Table.Td>
              <Table.Td>
                {entry.user === '' ? anybody : entry.user}
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
