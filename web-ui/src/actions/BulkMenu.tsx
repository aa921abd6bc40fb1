import { Anchor, Group, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { countOf, useBulk, type BulkWish, type Which } from '../api/bulk';
import { confirm } from '../widgets/confirm';
import { notifyDone, notifyProblem } from '../widgets/notify';
import { words, type Words } from '../words';
import { DeedButton } from './DeedButton';

type Name = keyof Words['bulk']['deeds'];

/** In the order of the menu; those that cannot be undone come last. */
const WISHES: Readonly<Record<Name, BulkWish>> = {
  pause: { action: 'pause' },
  resume: { action: 'resume' },
  retryNewest: { action: 'retry', from: 'newest' },
  retryStart: { action: 'retry', from: 'start' },
  star: { action: 'edit', starred: true },
  unstar: { action: 'edit', starred: false },
  archive: { action: 'edit', archived: true },
  unarchive: { action: 'edit', archived: false },
  cancel: { action: 'cancel' },
  remove: { action: 'delete' },
};
const NAMES = Object.keys(WISHES) as readonly Name[];
const RED: readonly Name[] = ['cancel', 'remove'];

/** Takes back what was just done to runs that were all in the other state before. */
const UNDO: Readonly<Partial<Record<Name, Name>>> = { archive: 'unarchive', unarchive: 'archive', star: 'unstar', unstar: 'star' };

type Props = {
  readonly which: Which;
  /** Of which of the chosen runs the mark would change; where nobody knows, nothing is taken back. */
  readonly changed?: (mark: 'starred' | 'archived', to: boolean) => readonly string[];
  readonly label: string;
};

/** Does one thing to many runs, after saying to how many. */
export function BulkMenu({ which, changed, label }: Props) {
  const { mutate, isPending } = useBulk();
  const [counting, setCounting] = useState(false);
  const said = words().bulk;

  const perform = (name: Name) => {
    const undo = undoOf(name);
    mutate(
      { which, wish: WISHES[name] },
      { onSuccess: (done) => notifyDone(undo === null ? said.done(done, said.deeds[name]) : <Undoable text={said.done(done, said.deeds[name])} onUndo={undo} />), onError: notifyProblem },
    );
  };
  const undoOf = (name: Name): (() => void) | null => {
    const wish = WISHES[name];
    const back = UNDO[name];
    if (back === undefined || changed === undefined || wish.action !== 'edit') return null;
    const runs = 'starred' in wish ? changed('starred', wish.starred) : changed('archived', wish.archived);
    return runs.length === 0 ? null : () => mutate({ which: { runs }, wish: WISHES[back] }, { onSuccess: (done) => notifyDone(said.done(done, said.deeds[back])), onError: notifyProblem });
  };
  const ask = async (name: Name) => {
    setCounting(true);
    try {
      const count = await countOf(which, WISHES[name]);
      if (count === 0) notifyDone(said.nothing);
      else confirm({ title: said.title(count, said.deeds[name]), message: said.messages[name], action: said.deeds[name], onConfirm: () => perform(name), keep: said.keep, mild: !RED.includes(name) });
    } catch (error) {
      notifyProblem(error);
    } finally {
      setCounting(false);
    }
  };

  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <DeedButton size="xs" variant="default" loading={isPending || counting} rightSection={<IconChevronDown size={14} aria-hidden />}>
          {label}
        </DeedButton>
      </Menu.Target>
      <Menu.Dropdown>
        {NAMES.map((name) => (
          <Menu.Item key={name} {...(RED.includes(name) ? { color: 'var(--status-failed)' } : {})} onClick={() => void ask(name)}>
            {said.deeds[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Undoable({ text, onUndo }: { readonly text: string; readonly onUndo: () => void }) {
  return (
    <Group gap="sm">
      {text}
      <Anchor component="button" type="button" size="sm" onClick={onUndo}>
        {words().bulk.undo}
      </Anchor>
    </Group>
  );
}
