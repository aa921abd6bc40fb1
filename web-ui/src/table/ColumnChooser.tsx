import { ActionIcon, Button, Group, Popover, ScrollArea, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconColumns3, IconPin, IconPinFilled, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { words } from '../words';
import classes from './ColumnChooser.module.css';
import { inOrder, type Shown } from './columnIds';
import { columnName } from './columnNames';
import { offeredColumns, type Known } from './offeredColumns';

type Props = {
  readonly columns: readonly Shown[];
  /** Whether nobody has chosen them. */
  readonly automatic: boolean;
  readonly known: Known;
  /** Null to have them chosen by themselves. */
  readonly onChange: (columns: readonly Shown[] | null) => void;
};

/** Which columns a table has, in which order, and which stay in view. */
export function ColumnChooser({ columns, automatic, known, onChange }: Props) {
  const [opened, setOpened] = useState(false);
  const said = words().table.chooser;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withinPortal trapFocus width={380}>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconColumns3 size={14} aria-hidden />} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {said.open}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={said.title} p="sm">
        {opened && <Choices {...{ columns, automatic, known, onChange }} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ columns, automatic, known, onChange }: Props) {
  const [text, setText] = useState('');
  const said = words().table.chooser;
  const offered = offeredColumns(known, columns, text);
  return (
    <Stack gap="xs">
      <TextInput size="xs" aria-label={said.search} placeholder={said.search} value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus />
      <ScrollArea.Autosize mah={420} type="auto" offsetScrollbars="y">
        <Group justify="space-between" mb={4}>
          <Text size="xs" fw={600}>
            {said.shown}
          </Text>
          <Button size="compact-xs" variant="subtle" disabled={automatic} title={said.automaticHint} onClick={() => onChange(null)}>
            {said.automatic}
          </Button>
        </Group>
        <ul className={classes.list}>
          {columns.map((column, place) => (
            <ShownColumn key={column.id} {...{ columns, column, place, onChange }} />
          ))}
        </ul>
        {offered.length === 0 && text !== '' && (
          <Text size="xs" c="dimmed" mt="xs">
            {said.nothing}
          </Text>
        )}
        {offered.map(({ kind, ids }) => (
          <div key={kind}>
            <Text size="xs" fw={600} mt="xs" mb={2}>
              {said.kinds[kind]}
            </Text>
            <ul className={classes.list} aria-label={said.kinds[kind]}>
              {ids.map((id) => (
                <li key={id}>
                  <UnstyledButton className={classes.offer} aria-label={said.add(columnName(id))} onClick={() => onChange([...columns, { id, pinned: false }])}>
                    <IconPlus size={12} aria-hidden />
                    <span className={classes.name}>{columnName(id)}</span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </ScrollArea.Autosize>
    </Stack>
  );
}

type ShownProps = Pick<Props, 'columns' | 'onChange'> & { readonly column: Shown; readonly place: number };

function ShownColumn({ columns, column, place, onChange }: ShownProps) {
  const said = words().table.chooser;
  const name = columnName(column.id);
  const others = columns.filter(({ id }) => id !== column.id);
  const moved = (to: number) => onChange(inOrder([...others.slice(0, to), column, ...others.slice(to)]));
  // Those that stay in view are a group of their own.
  const before = columns[place - 1];
  const behind = columns[place + 1];
  const button = { variant: 'subtle', color: 'gray', size: 'sm' } as const;
  return (
    <li className={classes.shown}>
      <span className={classes.name}>{name}</span>
      <ActionIcon {...button} aria-label={said.earlier(name)} title={said.earlier(name)} disabled={before?.pinned !== column.pinned} onClick={() => moved(place - 1)}>
        <IconChevronLeft size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon {...button} aria-label={said.later(name)} title={said.later(name)} disabled={behind?.pinned !== column.pinned} onClick={() => moved(place + 1)}>
        <IconChevronRight size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-pressed={column.pinned}
        aria-label={column.pinned ? said.unpin(name) : said.pin(name)}
        title={column.pinned ? said.unpin(name) : said.pin(name)}
        onClick={() => onChange(inOrder(columns.map((other) => (other.id === column.id ? { ...other, pinned: !other.pinned } : other))))}
      >
        {column.pinned ? <IconPinFilled size={14} aria-hidden /> : <IconPin size={14} aria-hidden />}
      </ActionIcon>
      <ActionIcon {...button} aria-label={said.remove(name)} title={said.remove(name)} disabled={columns.length === 1} onClick={() => onChange(others)}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </li>
  );
}
