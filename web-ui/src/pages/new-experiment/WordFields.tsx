import { Stack, Textarea, TextInput } from '@mantine/core';
import { Panel } from '../../widgets/Panel';
import type { FieldProps } from './fieldProps';

export function WordFields({ form, change, error }: FieldProps) {
  return (
    <Panel title="Question">
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          withAsterisk
          value={form.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={error('name')}
          placeholder="What is compared"
        />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          value={form.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
          error={error('description')}
          placeholder="What you want to find out"
        />
      </Stack>
    </Panel>
  );
}
