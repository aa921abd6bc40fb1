import { Button, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { Link, useLocation } from 'react-router';
import { useMay } from '../api/session';
import { useDeleteView, useSaveView, useViews } from '../api/views';
import { confirm } from '../widgets/confirm';
import { notifyDone, notifyProblem } from '../widgets/notify';
import { ProblemAlert } from '../widgets/ProblemAlert';
import { words } from '../words';

/** Saved views of all pages of runs, and a way to save the present one. */
export function ViewsMenu() {
  const [opened, setOpened] = useState(false);
  const [saving, setSaving] = useState(false);
  const views = useViews(opened || saving);
  const remove = useDeleteView();
  const may = useMay('editor');
  const said = words().views;
  const items = views.data?.items ?? [];
  const ask = (name: string) =>
    confirm({ title: said.removeTitle(name), message: said.removeText, action: said.removeIt, onConfirm: () => remove.mutate(name, { onError: notifyProblem }) });
  return (
    <>
      <Menu opened={opened} onChange={setOpened} position="bottom-end" withinPortal width={280}>
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconBookmark size={14} aria-hidden />}>
            {said.open}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          <Menu.Item disabled={!may} title={may ? undefined : words().control.needs.editor} onClick={() => setSaving(true)}>
            {said.save}
          </Menu.Item>
          <Menu.Divider />
          {views.isError && <ProblemAlert error={views.error} />}
          {views.isSuccess && items.length === 0 && (
            <Text size="xs" c="dimmed" p="xs">
              {said.none}
            </Text>
          )}
          {items.map(({ name, path, query, savedBy }) => (
            <Group key={name} gap={2} wrap="nowrap">
              <Menu.Item component={Link} to={`${path}?${query}`} style={{ minWidth: 0 }} title={savedBy === '' ? name : said.by(savedBy)}>
                <Text size="sm" truncate>
                  {name}
                </Text>
              </Menu.Item>
              <Menu.Item w="auto" disabled={!may} aria-label={said.remove(name)} title={said.remove(name)} onClick={() => ask(name)}>
                <IconTrash size={14} aria-hidden />
              </Menu.Item>
            </Group>
          ))}
        </Menu.Dropdown>
      </Menu>
      {saving && <SaveDialog onClose={() => setSaving(false)} />}
    </>
  );
}

function SaveDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const { pathname, search } = useLocation();
  const { mutate, isPending, error } = useSaveView();
  const said = words().views;
  const save = (event: FormEvent) => {
    event.preventDefault();
    const view = { name: name.trim(), path: pathname, query: search.replace(/^\?/, '') };
    mutate(view, {
      onSuccess: () => {
        notifyDone(said.saved(view.name));
        onClose();
      },
    });
  };
  return (
    <Modal opened onClose={onClose} title={said.title} closeButtonProps={{ 'aria-label': said.keep }}>
      <form onSubmit={save}>
        <Stack gap="sm">
          <TextInput label={said.name} description={said.nameHint} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={100} required data-autofocus />
          {error && <ProblemAlert error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {said.keep}
            </Button>
            <Button type="submit" loading={isPending}>
              {said.saveIt}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
