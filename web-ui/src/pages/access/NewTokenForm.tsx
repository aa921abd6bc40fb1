import { ActionIcon, Alert, Button, Code, CopyButton, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useMakeToken } from '../../api/tokens';
import type { Role, TokenRole } from '../../api/types';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { tokenRolesUpTo, toTokenRole } from './roles';

const USUAL_DAYS = 90;
const MAX_DAYS = 366;

/** Makes a token and shows it, this once. */
export function NewTokenForm({ role: most }: { readonly role: Role }) {
  const make = useMakeToken();
  const [name, setName] = useState('');
  const [role, setRole] = useState<TokenRole>('viewer');
  const [days, setDays] = useState<number>(USUAL_DAYS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ name, role, expiresInDays: days }, { onSuccess: () => setName('') });
  };
  return (
    <Stack gap="sm">
      <form onSubmit={submit} aria-label="New token">
        <Group align="flex-end" gap="sm">
          <TextInput
            label="Name of a new token"
            placeholder="what it is for"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            style={{ flex: '1 1 200px' }}
          />
          <Select label="Role" data={tokenRolesUpTo(most)} value={role} onChange={(value) => setRole(toTokenRole(value))} allowDeselect={false} w={240} />
          <NumberInput
            label="Days"
            min={1}
            max={MAX_DAYS}
            allowDecimal={false}
            value={days}
            onChange={(value) => setDays(Number(value) || USUAL_DAYS)}
            w={90}
          />
          <Button type="submit" loading={make.isPending}>
            Make a token
          </Button>
        </Group>
      </form>
      {make.isError && <ProblemAlert error={make.error} />}
      {make.isSuccess && <Made token={make.data.token} name={make.data.name} onClose={make.reset} />}
    </Stack>
  );
}

function Made({ token, name, onClose }: { readonly token: string; readonly name: string; readonly onClose: () => void }) {
  return (
    <Alert color="teal" title={`Copy ${name} now: it is not shown again`} withCloseButton closeButtonLabel="Hide the token" onClose={onClose}>
      <Group gap="xs" wrap="nowrap">
        <Code style={{ overflowWrap: 'anywhere' }}>
          {token}
        </Code>
        <CopyButton value={token}>
          {({ copied, copy }) => (
            <ActionIcon variant="subtle" onClick={copy} aria-label={copied ? 'Copied' : 'Copy the token'}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          )}
        </CopyButton>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        Programs send it as <Code>Authorization: Bearer …</Code>; <Code>trainyard run</Code> takes it from TRAINYARD_TOKEN or --token-file.
      </Text>
    </Alert>
  );
}
