import { Badge, Button, NumberInput, Select, Stack, Table } from '@mantine/core';
import { useState } from 'react';
import { useChangeUser, useUsers } from '../../api/users';
import type { User, UserChange } from '../../api/types';
import { formatAge } from '../../base/format';
import { useNow } from '../../base/useNow';
import { confirm } from '../../widgets/confirm';
import { LoadingRows } from '../../widgets/LoadingRows';
import { notifyDone, notifyProblem } from '../../widgets/notify';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { NewUserForm } from './NewUserForm';
import { rolesUpTo, toRole } from './roles';

/** The people who may log in. */
export function UsersPanel({ self }: { readonly self: string }) {
  const query = useUsers();
  return (
    <Panel title={words().access.people.title}>
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
  const { title, head } = words().access.people;
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table fz="sm" verticalSpacing={6} aria-label={title} className="numbers">
        <Table.Thead>
          <Table.Tr>
            {[head.name, head.role, head.limit, head.state, head.login, head.actions].map((name) => (
              <Table.Th key={name} scope="col">
                {name}
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
  const said = words().access.people;
  const apply = (what: UserChange, done: string) =>
    change.mutate({ name: user.name, change: what }, { onSuccess: () => notifyDone(done), onError: notifyProblem });
  const askToDisable = () =>
    confirm({
      title: said.disable.title(user.name),
      message: said.disable.message,
      action: said.disable.action,
      onConfirm: () => apply({ disabled: true }, said.disable.done(user.name)),
    });
  return (
    <Table.Tr>
      <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
        {isSelf ? said.you(user.name) : user.name}
      </Table.Th>
      <Table.Td>
        <Select
          size="xs"
          w={230}
          aria-label={said.roleOf(user.name)}
          data={rolesUpTo('admin')}
          value={user.role}
          allowDeselect={false}
          disabled={change.isPending}
          onChange={(value) => apply({ role: toRole(value) }, said.roleDone(user.name, toRole(value)))}
        />
      </Table.Td>
      <Table.Td>
        <LimitField key={user.maxRunning} user={user} disabled={change.isPending} onChange={(maxRunning) => apply({ maxRunning }, said.limitDone(user.name, maxRunning))} />
      </Table.Td>
      <Table.Td>
        <Badge color={user.disabled ? 'red' : 'teal'} variant="light" tt="none">
          {user.disabled ? said.disabled : said.enabled}
        </Badge>
      </Table.Td>
      <Table.Td>{user.lastLoginAt === null ? said.neverLoggedIn : formatAge(user.lastLoginAt, now)}</Table.Td>
      <Table.Td>
        {user.disabled ? (
          <Button
            size="compact-xs"
            variant="subtle"
            loading={change.isPending}
            onClick={() => apply({ disabled: false }, said.enable.done(user.name))}
            aria-label={said.enable.label(user.name)}
          >
            {said.enable.button}
          </Button>
        ) : (
          <Button size="compact-xs" variant="subtle" color="red" loading={change.isPending} onClick={askToDisable} aria-label={said.disable.label(user.name)}>
            {said.disable.button}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** How many of their runs are trained at a time; it holds when the field is left. */
function LimitField({ user, disabled, onChange }: { readonly user: User; readonly disabled: boolean; readonly onChange: (runs: number) => void }) {
  const [value, setValue] = useState<number | string>(user.maxRunning ?? '');
  const said = words().access.people;
  const apply = () => value !== (user.maxRunning ?? '') && onChange(Number(value));
  return (
    <NumberInput
      size="xs"
      w={90}
      aria-label={said.limitOf(user.name)}
      placeholder={said.noLimit}
      min={1}
      max={1_000_000}
      allowDecimal={false}
      hideControls
      disabled={disabled}
      value={value}
      onChange={setValue}
      onBlur={apply}
      onKeyDown={({ key }) => key === 'Enter' && apply()}
    />
  );
}
