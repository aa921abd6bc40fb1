import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useChangePassword } from '../../api/session';
import { notifyDone } from '../../widgets/notify';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';

/** Changes one's own password. */
export function PasswordPanel() {
  const change = useChangePassword();
  const [password, setPassword] = useState('');
  const [next, setNext] = useState('');
  const said = words().access.password;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { password, newPassword: next },
      {
        onSuccess: () => {
          setPassword('');
          setNext('');
          notifyDone(said.done);
        },
      },
    );
  };
  return (
    <Panel title={said.title}>
      <form onSubmit={submit} aria-label={said.title}>
        <Stack gap="sm">
          <Group align="flex-end" gap="sm">
            <PasswordInput
              label={said.present}
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              style={{ flex: '1 1 200px' }}
            />
            <PasswordInput
              label={said.next}
              autoComplete="new-password"
              required
              minLength={12}
              value={next}
              onChange={(event) => setNext(event.currentTarget.value)}
              style={{ flex: '1 1 200px' }}
            />
            <Button type="submit" variant="default" loading={change.isPending}>
              {said.button}
            </Button>
          </Group>
          {change.isError && <ProblemAlert error={change.error} />}
        </Stack>
      </form>
    </Panel>
  );
}
