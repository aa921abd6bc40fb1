import { Badge, Button, Group, Stack, Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useRevokeToken, useTokens } from '../../api/tokens';
import type { Session, Token } from '../../api/types';
import { formatAge, formatDateTime } from '../../base/format';
import { useNow } from '../../base/useNow';
import { confirm } from '../../widgets/confirm';
import { LoadingRows } from '../../widgets/LoadingRows';
import { notifyDone, notifyProblem } from '../../widgets/notify';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { NewTokenForm } from './NewTokenForm';

/** The tokens by which programs act for somebody. */
export function TokensPanel({ user }: { readonly user: NonNullable<Session['user']> }) {
  const [all, setAll] = useState(false);
  const query = useTokens(all);
  const tokens = query.data?.items ?? [];
  const said = words().access.tokens;
  return (
    <Panel
      title={said.title}
      actions={user.role === 'admin' && <Switch label={said.all} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />}
    >
      <Stack gap="md">
        <NewTokenForm role={user.role} />
        {query.isPending && <LoadingRows rows={2} />}
        {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && tokens.length === 0 && (
          <Text size="sm" c="dimmed">
            {said.none}
          </Text>
        )}
        {tokens.length > 0 && <TokenTable tokens={tokens} />}
      </Stack>
    </Panel>
  );
}

function TokenTable({ tokens }: { readonly tokens: readonly Token[] }) {
  const now = useNow();
  const { title, head, noRole, neverUsed, expired } = words().access.tokens;
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table fz="sm" verticalSpacing={6} aria-label={title} className="numbers">
        <Table.Thead>
          <Table.Tr>
            {[head.name, head.user, head.role, head.used, head.expires, head.actions].map((name) => (
              <Table.Th key={name} scope="col">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <Table.Tr key={token.id}>
              <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
                {token.name}
              </Table.Th>
              <Table.Td>{token.user}</Table.Td>
              <Table.Td>{token.role ?? noRole}</Table.Td>
              <Table.Td>{token.lastUsedAt === null ? neverUsed : formatAge(token.lastUsedAt, now)}</Table.Td>
              <Table.Td>
                {Date.parse(token.expiresAt) <= now ? (
                  <Badge color="red" variant="light" tt="none">
                    {expired}
                  </Badge>
                ) : (
                  formatDateTime(token.expiresAt)
                )}
              </Table.Td>
              <Table.Td>
                <RevokeButton token={token} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function RevokeButton({ token }: { readonly token: Token }) {
  const revoke = useRevokeToken();
  const said = words().access.tokens.revoke;
  const ask = () =>
    confirm({
      title: said.title,
      message: said.message(token.name),
      action: said.action,
      onConfirm: () => revoke.mutate(token.id, { onSuccess: () => notifyDone(said.done(token.name)), onError: notifyProblem }),
    });
  return (
    <Group gap={4}>
      <Button size="compact-xs" variant="subtle" color="red" loading={revoke.isPending} onClick={ask} aria-label={said.label(token.name)}>
        {said.button}
      </Button>
    </Group>
  );
}
