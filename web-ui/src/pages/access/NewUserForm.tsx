import { Button, Group, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAddUser } from '../../api/users';
import type { Role } from '../../api/types';
import { notifyDone } from '../../widgets/notify';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { rolesUpTo, toRole } from './roles';

/** Adds a person, with a first password that they change themselves. */
export function NewUserForm() {
  const add = useAddUser();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const [password, setPassword] = useState('');
  const said = words().access.people.create;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(
      { name, role, password },
      {
        onSuccess: (user) => {
          setName('');
          setPassword('');
          notifyDone(said.done(user.name));
        },
      },
    );
  };
  return (
    <form onSubmit={submit} aria-label={said.title}>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <TextInput
            label={said.name}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={64}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            style={{ flex: '1 1 180px' }}
          />
          <Select
            label={said.role}
            data={rolesUpTo('admin')}
            value={role}
            onChange={(value) => setRole(toRole(value))}
            allowDeselect={false}
            style={{ flex: '1 1 240px' }}
          />
          <PasswordInput
            label={said.password}
            autoComplete="new-password"
            required
            minLength={12}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            style={{ flex: '1 1 220px' }}
          />
          <Button type="submit" loading={add.isPending}>
            {said.button}
          </Button>
        </Group>
        {add.isError && <ProblemAlert error={add.error} />}
      </Stack>
    </form>
  );
}
