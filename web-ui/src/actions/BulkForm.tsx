import { Button, Group, Modal, NumberInput, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { BulkWish } from '../api/bulk';
import { useExperiments } from '../api/experiments';
import { tagsOf } from '../organise/tagText';
import { words } from '../words';

/** What has to be said more of before it is done. */
export type FormName = 'extend' | 'move' | 'priority' | 'tags';

/** Wishes to count by what would be changed: to whom it can be done does not depend on what is said. */
export const COUNTED: Readonly<Record<FormName, BulkWish>> = {
  extend: { action: 'extend', moreEpochs: 1 },
  move: { action: 'move', newExperiment: 'any' },
  priority: { action: 'edit', priority: 0 },
  tags: { action: 'edit', tags: { tag: null } },
};

const MAX_EPOCHS = 100_000;

type Props = {
  readonly name: FormName;
  /** How many runs it would be done to. */
  readonly count: number;
  readonly onDone: (wish: BulkWish) => void;
  readonly onClose: () => void;
};

/** Asks what is to be done to many runs. */
export function BulkForm({ name, count, onDone, onClose }: Props) {
  const said = words().bulk;
  const [wish, setWish] = useState<BulkWish | null>(name === 'priority' ? COUNTED.priority : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wish !== null) onDone(wish);
  };
  return (
    <Modal opened onClose={onClose} centered title={said.title(count, said.deeds[name])} closeButtonProps={{ 'aria-label': said.keep }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{said.messages[name]}</Text>
          {name === 'extend' && <EpochsField onChange={(moreEpochs) => setWish(moreEpochs === null ? null : { action: 'extend', moreEpochs })} />}
          {name === 'priority' && <PriorityField onChange={(priority) => setWish(priority === null ? null : { action: 'edit', priority })} />}
          {name === 'move' && <ExperimentFields onChange={setWish} />}
          {name === 'tags' && <TagsFields onChange={(tags) => setWish(Object.keys(tags).length === 0 ? null : { action: 'edit', tags })} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {said.keep}
            </Button>
            <Button type="submit" disabled={wish === null}>
              {said.deeds[name]}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const numberOf = (value: number | string): number | null => (typeof value === 'number' && Number.isInteger(value) ? value : null);

export function EpochsField({ onChange }: { readonly onChange: (epochs: number | null) => void }) {
  return <NumberInput label={words().control.extend.epochs} min={1} max={MAX_EPOCHS} allowDecimal={false} required data-autofocus onChange={(value) => onChange(numberOf(value))} />;
}

function PriorityField({ onChange }: { readonly onChange: (priority: number | null) => void }) {
  const said = words().organise;
  return <NumberInput label={said.priority} description={said.priorityHint} defaultValue={0} min={-100} max={100} allowDecimal={false} required data-autofocus onChange={(value) => onChange(numberOf(value))} />;
}

/** Tags to be given, as they are written elsewhere, and names of those that go. */
function TagsFields({ onChange }: { readonly onChange: (tags: Readonly<Record<string, string | null>>) => void }) {
  const [given, setGiven] = useState<readonly string[]>([]);
  const [gone, setGone] = useState<readonly string[]>([]);
  const said = words().bulk.tags;
  const change = (add: readonly string[], remove: readonly string[]) => {
    setGiven(add);
    setGone(remove);
    onChange({ ...Object.fromEntries(remove.map((tag) => [tag.trim(), null])), ...tagsOf(add) });
  };
  return (
    <>
      <TagsInput label={said.add} description={words().organise.tagsHint} value={[...given]} onChange={(tags) => change(tags, gone)} acceptValueOnBlur data-autofocus />
      <TagsInput label={said.remove} description={said.removeHint} value={[...gone]} onChange={(tags) => change(given, tags)} acceptValueOnBlur />
    </>
  );
}

/** One of those that there are, or the name of a new one. */
function ExperimentFields({ onChange }: { readonly onChange: (wish: BulkWish | null) => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState('');
  const query = useExperiments(text);
  const found = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const said = words().bulk.move;
  const change = (experiment: string | null, newName: string) => {
    setChosen(experiment);
    setName(newName);
    if (experiment !== null) onChange({ action: 'move', experiment });
    else onChange(newName.trim() === '' ? null : { action: 'move', newExperiment: newName.trim() });
  };
  return (
    <>
      <Select
        label={said.to}
        searchable
        clearable
        data={found.map(({ id, name: label }) => ({ value: id, label }))}
        filter={({ options }) => options}
        value={chosen}
        onChange={(experiment) => change(experiment, '')}
        onSearchChange={(typed) => setText(found.some(({ name: label }) => label === typed) ? '' : typed)}
        nothingFoundMessage={said.none}
        data-autofocus
      />
      <TextInput label={said.toNew} value={name} maxLength={200} onChange={(event) => change(null, event.currentTarget.value)} />
    </>
  );
}
