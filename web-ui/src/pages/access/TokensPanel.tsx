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
import { NewTokenForm } from './NewTokenForm';

const HEADS = ['Name', 'For', 'Role', 'Last used', 'Expires', 'Actions'] as const;

/** The tokens by which programs act for somebody. */
export function TokensPanel({ user }: { readonly user: NonNullable<Session['user']> }) {
  const [all, setAll] = useState(false);
  const query = useTokens(all);
  const tokens = query.data?.items ?? [];
  return (
    <Panel
      title="Tokens"
      actions={user.role === 'admin' && <Switch label="Of everybody" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />}
    >
      <Stack gap="md">
        <NewTokenForm role={user.role} />
        {query.isPending && <LoadingRows rows={2} />}
        {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && tokens.length === 0 && (
          <Text size="sm" c="dimmed">
            No program acts for you.
          </Text>
        )}
        {tokens.length > 0 && <TokenTable tokens={tokens} />}
      </Stack>
    </Panel>
  );
}

function TokenTable({ tokens }: { readonly tokens: readonly Token[] }) {
  const now = useNow();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table fz="sm" verticalSpacing={6} aria-label="Tokens" className="numbers">
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
          {tokens.map((token) => (
            <Table.Tr key={token.id}>
              <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
                {token.name}
              </Table.Th>
              <Table.Td>{token.user}</Table.Td>
              <Table.Td>{token.role ?? 'nothing any more'}</Table.Td>
              <Table.Td>{token.lastUsedAt === null ? 'never' : formatAge(token.lastUsedAt, now)}</Table.Td>
              <Table.Td>
                {Date.parse(token.expiresAt) <= now ? (
                  <Badge color="red" variant="light" tt="none">
                    expired
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
  const ask = () =>
    confirm({
      title: 'Revoke this token?',
      message: `Programs that use ${token.name} are refused from now on. This cannot be undone.`,
      action: 'Revoke the token',
      onConfirm: () => revoke.mutate(token.id, { onSuccess: () => notifyDone(`${token.name} was revoked`), onError: notifyProblem }),
    });
  return (
    <Group gap={4}>
      <Button size="compact-xs" variant="subtle" color="red" loading={revoke.isPending} onClick={ask} aria-label={`Revoke ${token.name}`}>
        Revoke
      </Button>
    </Group>
  );
}
