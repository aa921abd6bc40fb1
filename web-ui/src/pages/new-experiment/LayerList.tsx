import { ActionIcon, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Kind, LayerSpec } from '../../api/types';
import type { FieldProblem } from '../../base/problem';
import { settingsOf } from '../../widgets/layerRows';
import { LayerFields } from './LayerFields';
import { inserted, isWrong, moved, newLayer, problemsAt, removed, replaced } from './layerList';

type Props = {
  /** What the list is, for those who do not see where it stands. */
  readonly label: string;
  /** How the tracker's objections name the list. */
  readonly path: string;
  readonly layers: readonly LayerSpec[];
  readonly kinds: readonly Kind[];
  readonly problems: readonly FieldProblem[];
  readonly onChange: (layers: readonly LayerSpec[]) => void;
};

/** A list of layers that can be moved, changed, inserted and removed; layers of branches hold such lists themselves. */
export function LayerList({ label, path, layers, kinds, problems, onChange }: Props) {
  const [open, setOpen] = useState<number | null>(null);
  const relu = kinds.find(({ type }) => type === 'relu');

  const insert = (at: number) => {
    if (!relu) return;
    onChange(inserted(layers, at, newLayer(relu)));
    setOpen(at);
  };
  const move = (from: number, by: number) => {
    onChange(moved(layers, from, by));
    if (open === from) setOpen(from + by);
    else if (open === from + by) setOpen(from);
  };
  const remove = (at: number) => {
    onChange(removed(layers, at));
    setOpen(null);
  };

  return (
    <Stack gap={4} role="list" aria-label={label}>
      {layers.map((layer, i) => {
        const name = `layer ${i + 1} (${layer.type})`;
        const place = `${path}[${i}]`;
        return (
          <Paper key={i} withBorder px="xs" py={4} role="listitem" {...(isWrong(problems, place) ? { bd: '1px solid red' } : {})}>
            <Group gap="xs" wrap="nowrap" justify="space-between">
              <Text size="sm" style={{ minWidth: 0 }} truncate>
                <Text span c="dimmed" size="xs" mr={6} className="numbers">
                  {i + 1}
                </Text>
                {layer.type}{' '}
                <Text span c="dimmed" size="xs">
                  {layer.branches ? `${layer.branches.length} branches` : settingsOf(layer)}
                </Text>
              </Text>
              <Group gap={2} wrap="nowrap">
                <ActionIcon variant="subtle" aria-label={`Edit ${name}`} aria-expanded={open === i} onClick={() => setOpen(open === i ? null : i)}>
                  <IconPencil size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon variant="subtle" aria-label={`Move ${name} up`} disabled={i === 0} onClick={() => move(i, -1)}>
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon variant="subtle" aria-label={`Move ${name} down`} disabled={i === layers.length - 1} onClick={() => move(i, 1)}>
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon variant="subtle" aria-label={`Insert a layer after ${name}`} onClick={() => insert(i + 1)}>
                  <IconPlus size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon variant="subtle" color="red" aria-label={`Remove ${name}`} onClick={() => remove(i)}>
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
            {problemsAt(problems, place).map((message) => (
              <Text key={message} size="xs" c="red" role="alert">
                {message}
              </Text>
            ))}
            {open === i && (
              <LayerFields layer={layer} kinds={kinds} path={place} problems={problems} onChange={(changed) => onChange(replaced(layers, i, changed))} />
            )}
          </Paper>
        );
      })}
      {layers.length === 0 && (
        <Text size="xs" c="dimmed">
          No layers: the input itself.
        </Text>
      )}
      <Button variant="light" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => insert(layers.length)} style={{ alignSelf: 'start' }}>
        Add a layer
      </Button>
    </Stack>
  );
}
