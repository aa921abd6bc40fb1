import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { useLogin, useSession } from '../../api/session';
import { afterLogin } from '../../base/paths';
import { toProblem } from '../../base/problem';
import { usePageTitle } from '../../base/usePageTitle';
import { words } from '../../words';

/** The way in, where the tracker asks who somebody is. */
export function LoginPage() {
  usePageTitle(words().access.login.title);
  const [parameters] = useSearchParams();
  const session = useSession();
  const next = afterLogin(parameters.get('next'));
  if (session.data !== undefined && (!session.data.authentication || session.data.user !== null)) return <Navigate to={next} replace />;
  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper withBorder radius="md" p="xl" w="100%" maw={380}>
        <Stack gap="md">
          <Stack gap={6} align="center">
            <img src="/favicon.svg" alt="" width={44} height={44} />
            <Title order={1} size="h3">
              Trainyard
            </Title>
          </Stack>
          <LoginForm next={next} />
        </Stack>
      </Paper>
    </Center>
  );
}

function LoginForm({ next }: { readonly next: string }) {
  const login = useLogin();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const said = words().access.login;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate(
      { name, password },
      {
        onSuccess: () => void navigate(next, { replace: true }),
        onError: () => setPassword(''),
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {login.isError && (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
            {messageOf(login.error)}
          </Alert>
        )}
        <TextInput
          label={said.name}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={said.password}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={login.isPending} fullWidth mt="xs">
          {said.button}
        </Button>
        <Text size="xs" c="dimmed" ta="center">
          {said.help}
        </Text>
      </Stack>
    </form>
  );
}

function messageOf(error: unknown): string {
  const problem = toProblem(error);
  return problem.detail === '' ? problem.title : problem.detail;
}
