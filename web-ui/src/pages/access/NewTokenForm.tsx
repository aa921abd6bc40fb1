import { ActionIcon, Alert, Button, Code, CopyButton, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useMakeToken } from '../../api/tokens';
import type { Role, TokenRole } from '../../api/types';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { tokenRolesUpTo, toTokenRole } from './roles';

const USUAL_DAYS = 90;
const MAX_DAYS = 366;

/** Makes a token and shows it, this once. */
export function NewTokenForm({ role: most }: { readonly role: Role }) {
  const make = useMakeToken();
  const [name, setName] = useState('');
  const [role, setRole] = useState<TokenRole>('viewer');
  const [days, setDays] = useState<number>(USUAL_DAYS);
  const said = words().access.tokens.create;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ name, role, expiresInDays: days }, { onSuccess: () => setName('') });
  };
  return (
    <Stack gap="sm">
      <form onSubmit={submit} aria-label={said.title}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={said.name}
            placeholder={said.placeholder}
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            style={{ flex: '1 1 200px' }}
          />
          <Select label={said.role} data={tokenRolesUpTo(most)} value={role} onChange={(value) => setRole(toTokenRole(value))} allowDeselect={false} w={240} />
          <NumberInput
            label={said.days}
            min={1}
            max={MAX_DAYS}
            allowDecimal={false}
            value={days}
            onChange={(value) => setDays(Number(value) || USUAL_DAYS)}
            w={90}
          />
          <Button type="submit" loading={make.isPending}>
            {said.button}
          </Button>
        </Group>
      </form>
      {make.isError && <ProblemAlert error={make.error} />}
      {make.isSuccess && <Made token={make.data.token} name={make.data.name} onClose={make.reset} />}
    </Stack>
  );
}

function Made({ token, name, onClose }: { readonly token: string; readonly name: string; readonly onClose: () => void }) {
  const said = words().access.tokens.made;
  return (
    <Alert color="teal" title={said.title(name)} withCloseButton closeButtonLabel={said.hide} onClose={onClose}>
      <Group gap="xs" wrap="nowrap">
        <Code style={{ overflowWrap: 'anywhere' }}>
          {token}
        </Code>
        <CopyButton value={token}>
          {({ copied, copy }) => (
            <ActionIcon variant="subtle" onClick={copy} aria-label={copied ? said.copied : said.copy}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          )}
        </CopyButton>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {said.useBefore}
        <Code>Authorization: Bearer …</Code>
        {said.useBetween}
        <Code>trainyard run</Code>
        {said.useAfter}
      </Text>
    </Alert>
  );
}
