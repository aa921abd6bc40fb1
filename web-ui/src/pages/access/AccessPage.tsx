import { Stack } from '@mantine/core';
import { useSession } from '../../api/session';
import { EmptyState } from '../../widgets/EmptyState';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { AuditPanel } from './AuditPanel';
import { EnrolmentsPanel } from './EnrolmentsPanel';
import { PasswordPanel } from './PasswordPanel';
import { TokensPanel } from './TokensPanel';
import { UsersPanel } from './UsersPanel';

/** One's own tokens and password; for administrators also people, everybody's tokens, and who has changed what. */
export function AccessPage() {
  const session = useSession();
  const user = session.data?.user ?? null;
  const said = words().access;
  return (
    <Stack gap="md">
      <PageHeader title={said.title} below={said.below} />
      {session.isPending && <LoadingRows />}
      {session.isError && <ProblemAlert error={session.error} onRetry={() => void session.refetch()} />}
      {session.isSuccess && user === null && <EmptyState title={said.open.title}>{said.open.text}</EmptyState>}
      {user !== null && <TokensPanel user={user} />}
      {user !== null && <PasswordPanel />}
      {user?.role === 'admin' && <UsersPanel self={user.name} />}
      {user?.role === 'admin' && <EnrolmentsPanel />}
      {user?.role === 'admin' && <AuditPanel />}
    </Stack>
  );
}
