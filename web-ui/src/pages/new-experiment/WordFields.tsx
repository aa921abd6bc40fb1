import { Stack, Textarea, TextInput } from '@mantine/core';
import { Panel } from '../../widgets/Panel';
import { words } from '../../words';
import type { FieldProps } from './fieldProps';

export function WordFields({ form, change, error }: FieldProps) {
  const said = words().form;
  return (
    <Panel title={said.question}>
      <Stack gap="sm">
        <TextInput
          label={said.name}
          required
          withAsterisk
          value={form.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={error('name')}
          placeholder={said.namePlaceholder}
        />
        <Textarea
          label={said.description}
          autosize
          minRows={2}
          value={form.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
          error={error('description')}
          placeholder={said.descriptionPlaceholder}
        />
      </Stack>
    </Panel>
  );
}
