import { Button, Group, Modal, NumberInput, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { DeedButton } from '../actions/DeedButton';
import { tagChanges, type Edit } from '../api/organise';
import type { Tags } from '../api/types';
import { ProblemAlert } from '../widgets/ProblemAlert';
import { words } from '../words';
import { tagsOf, tagText } from './tagText';

export type Organised = {
  readonly name: string;
  readonly note: string;
  readonly tags: Tags;
  readonly archivedAt: string | null;
  readonly priority: number;
  /** Of an experiment; null for no limit. */
  readonly maxRunning?: number | null;
};

type Saving = {
  readonly mutate: (edit: Edit, options: { readonly onSuccess: () => void }) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly reset: () => void;
};

type Props = { readonly of: Organised; readonly saving: Saving };

const MAX_TAGS = 50;

/** Opens a form for what people write beside a run or an experiment. */
export function EditButton({ of, saving }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <DeedButton variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={() => setOpened(true)}>
        {words().organise.edit}
      </DeedButton>
      {/* What is written is that of now, each time it is opened. */}
      {opened && <EditDialog of={of} saving={saving} onClose={() => setOpened(false)} />}
    </>
  );
}

/** The form itself, for as long as it is there. */
export function EditDialog({ of, saving, onClose }: Props & { readonly onClose: () => void }) {
  const said = words().organise;
  const close = () => {
    saving.reset();
    onClose();
  };
  return (
    <Modal opened onClose={close} title={said.title(of.name)} size="lg" closeButtonProps={{ 'aria-label': said.close }}>
      <EditForm of={of} saving={saving} onDone={close} />
    </Modal>
  );
}

function EditForm({ of, saving, onDone }: Props & { readonly onDone: () => void }) {
  const [name, setName] = useState(of.name);
  const [note, setNote] = useState(of.note);
  const [tags, setTags] = useState(Object.entries(of.tags).map(([tag, value]) => tagText(tag, value)));
  const [priority, setPriority] = useState<number | string>(of.priority);
  const [maxRunning, setMaxRunning] = useState<number | string>(of.maxRunning ?? '');
  const [archived, setArchived] = useState(of.archivedAt !== null);
  const said = words().organise;
  const save = (event: FormEvent) => {
    event.preventDefault();
    const changes = tagChanges(of.tags, tagsOf(tags));
    const edit: Edit = {
      ...(name.trim() === of.name ? {} : { name: name.trim() }),
      ...(note === of.note ? {} : { note }),
      ...(archived === (of.archivedAt !== null) ? {} : { archived }),
      ...(priority === of.priority || priority === '' ? {} : { priority: Number(priority) }),
      ...(of.maxRunning === undefined || maxRunning === (of.maxRunning ?? '') ? {} : { maxRunning: Number(maxRunning) }),
      ...(Object.keys(changes).length === 0 ? {} : { tags: changes }),
    };
    if (Object.keys(edit).length === 0) onDone();
    else saving.mutate(edit, { onSuccess: onDone });
  };
  return (
    <form onSubmit={save}>
      <Stack gap="sm">
        <TextInput label={said.name} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={200} required data-autofocus />
        <TagsInput label={said.tags} description={said.tagsHint} value={tags} onChange={setTags} maxTags={MAX_TAGS} acceptValueOnBlur />
        <Textarea label={said.note} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={10_000} autosize minRows={4} maxRows={14} />
        <NumberInput label={said.priority} description={said.priorityHint} value={priority} onChange={setPriority} min={-100} max={100} allowDecimal={false} w={220} />
        {of.maxRunning !== undefined && (
          <NumberInput label={said.maxRunning} description={said.maxRunningHint} value={maxRunning} onChange={setMaxRunning} min={1} max={1_000_000} allowDecimal={false} w={220} />
        )}
        <Switch label={said.archived} description={said.archivedHint} checked={archived} onChange={(event) => setArchived(event.currentTarget.checked)} />
        {saving.error && <ProblemAlert error={saving.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {said.cancel}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {said.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
