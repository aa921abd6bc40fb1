import { Badge, Button, Select, Stack, Table } from '@mantine/core';
import { useChangeUser, useUsers } from '../../api/users';
import type { User, UserChange } from '../../api/types';
import { formatAge } from '../../base/format';
import { useNow } from '../../base/useNow';
import { confirm } from '../../widgets/confirm';
import { LoadingRows } from '../../widgets/LoadingRows';
import { notifyDone, notifyProblem } from '../../widgets/notify';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { NewUserForm } from './NewUserForm';
import { rolesUpTo, toRole } from './roles';

const HEADS = ['Name', 'Role', 'State', 'Last login', 'Actions'] as const;

/** The people who may log in. */
export function UsersPanel({ self }: { readonly self: string }) {
  const query = useUsers();
  return (
    <Panel title="People">
      <Stack gap="md">
        <NewUserForm />
        {query.isPending && <LoadingRows rows={2} />}
        {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && <UserTable users={query.data.items} self={self} />}
      </Stack>
    </Panel>
  );
}

function UserTable({ users, self }: { readonly users: readonly User[]; readonly self: string }) {
  const now = useNow();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table fz="sm" verticalSpacing={6} aria-label="People" className="numbers">
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
          {users.map((user) => (
            <UserRow key={user.name} user={user} now={now} isSelf={user.name === self} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function UserRow({ user, now, isSelf }: { readonly user: User; readonly now: number; readonly isSelf: boolean }) {
  const change = useChangeUser();
  const apply = (what: UserChange, done: string) =>
    change.mutate({ name: user.name, change: what }, { onSuccess: () => notifyDone(done), onError: notifyProblem });
  const askToDisable = () =>
    confirm({
      title: `Disable ${user.name}?`,
      message: 'Whatever they have open ends at once, and their tokens are refused. Their experiments stay.',
      action: 'Disable',
      onConfirm: () => apply({ disabled: true }, `${user.name} was disabled`),
    });
  return (
    <Table.Tr>
      <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
        {user.name}
        {isSelf && ' (you)'}
      </Table.Th>
      <Table.Td>
        <Select
          size="xs"
          w={230}
          aria-label={`Role of ${user.name}`}
          data={rolesUpTo('admin')}
          value={user.role}
          allowDeselect={false}
          disabled={change.isPending}
          onChange={(value) => apply({ role: toRole(value) }, `${user.name} is ${toRole(value)} now`)}
        />
      </Table.Td>
      <Table.Td>
        <Badge color={user.disabled ? 'red' : 'teal'} variant="light" tt="none">
          {user.disabled ? 'disabled' : 'enabled'}
        </Badge>
      </Table.Td>
      <Table.Td>{user.lastLoginAt === null ? 'never' : formatAge(user.lastLoginAt, now)}</Table.Td>
      <Table.Td>
        {user.disabled ? (
          <Button
            size="compact-xs"
            variant="subtle"
            loading={change.isPending}
            onClick={() => apply({ disabled: false }, `${user.name} may log in again`)}
            aria-label={`Enable ${user.name}`}
          >
            Enable
          </Button>
        ) : (
          <Button size="compact-xs" variant="subtle" color="red" loading={change.isPending} onClick={askToDisable} aria-label={`Disable ${user.name}`}>
            Disable
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
