import { Button, Group, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAddUser } from '../../api/users';
import type { Role } from '../../api/types';
import { notifyDone } from '../../widgets/notify';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { rolesUpTo, toRole } from './roles';

/** Adds a person, with a first password that they change themselves. */
export function NewUserForm() {
  const add = useAddUser();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(
      { name, role, password },
      {
        onSuccess: (user) => {
          setName('');
          setPassword('');
          notifyDone(`${user.name} may log in now`);
        },
      },
    );
  };
  return (
    <form onSubmit={submit} aria-label="New person">
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <TextInput
            label="Name of a new person"
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
            label="Role"
            data={rolesUpTo('admin')}
            value={role}
            onChange={(value) => setRole(toRole(value))}
            allowDeselect={false}
            style={{ flex: '1 1 240px' }}
          />
          <PasswordInput
            label="First password, 12 characters or more"
            autoComplete="new-password"
            required
            minLength={12}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            style={{ flex: '1 1 220px' }}
          />
          <Button type="submit" loading={add.isPending}>
            Add
          </Button>
        </Group>
        {add.isError && <ProblemAlert error={add.error} />}
      </Stack>
    </form>
  );
}
