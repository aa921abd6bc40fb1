import { Anchor, Group, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { countOf, useBulk, type BulkWish, type Which } from '../api/bulk';
import { confirm } from '../widgets/confirm';
import { notifyDone, notifyProblem } from '../widgets/notify';
import { words, type Words } from '../words';
import { BulkForm, COUNTED, type FormName } from './BulkForm';
import { DeedButton } from './DeedButton';
import { undoOf, type Known, type Undo } from './undo';

type Name = keyof Words['bulk']['deeds'];

/** In the order of the menu; those that cannot be undone come last. Of some, a form asks for more. */
const WISHES: Readonly<Record<Name, BulkWish>> = {
  pause: { action: 'pause' },
  resume: { action: 'resume' },
  retryNewest: { action: 'retry', from: 'newest' },
  retryStart: { action: 'retry', from: 'start' },
  ...COUNTED,
  star: { action: 'edit', starred: true },
  unstar: { action: 'edit', starred: false },
  archive: { action: 'edit', archived: true },
  unarchive: { action: 'edit', archived: false },
  cancel: { action: 'cancel' },
  remove: { action: 'delete' },
};
const NAMES = Object.keys(WISHES) as readonly Name[];
const RED: readonly Name[] = ['cancel', 'remove'];

const isForm = (name: Name): name is FormName => name in COUNTED;

type Props = {
  readonly which: Which;
  /** What the chosen runs are before; where nobody knows, nothing is taken back. */
  readonly known?: readonly Known[];
  readonly label: string;
};

/** Does one thing to many runs, after saying to how many. */
export function BulkMenu({ which, known = [], label }: Props) {
  const { mutate, mutateAsync, isPending } = useBulk();
  const [counting, setCounting] = useState(false);
  const [form, setForm] = useState<{ readonly name: FormName; readonly count: number } | null>(null);
  const said = words().bulk;

  const perform = (name: Name, wish: BulkWish) => {
    const undo = undoOf(known, wish);
    const told = (done: number) => (undo.length === 0 ? said.done(done, said.deeds[name]) : <Undoable text={said.done(done, said.deeds[name])} onUndo={() => void takeBack(undo)} />);
    mutate({ which, wish }, { onSuccess: (done) => notifyDone(told(done)), onError: notifyProblem });
  };
  const takeBack = async (undo: readonly Undo[]) => {
    try {
      let done = 0;
      for (const { runs, wish } of undo) done += await mutateAsync({ which: { runs }, wish });
      notifyDone(said.takenBack(done));
    } catch (error) {
      notifyProblem(error);
    }
  };
  const ask = async (name: Name) => {
    setCounting(true);
    try {
      const count = await countOf(which, WISHES[name]);
      if (count === 0) notifyDone(said.nothing);
      else if (isForm(name)) setForm({ name, count });
      else confirm({ title: said.title(count, said.deeds[name]), message: said.messages[name], action: said.deeds[name], onConfirm: () => perform(name, WISHES[name]), keep: said.keep, mild: !RED.includes(name) });
    } catch (error) {
      notifyProblem(error);
    } finally {
      setCounting(false);
    }
  };

  return (
    <>
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
              {isForm(name) && '…'}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {form && (
        <BulkForm
          {...form}
          onClose={() => setForm(null)}
          onDone={(wish) => {
            perform(form.name, wish);
            setForm(null);
          }}
        />
      )}
    </>
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
