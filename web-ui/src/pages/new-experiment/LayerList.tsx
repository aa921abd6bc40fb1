import { ActionIcon, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { layerType, settingsOf } from '../../widgets/layerRows';
import { words } from '../../words';
import { LayerFields } from './LayerFields';
import { inserted, isWrong, moved, newLayer, problemsAt, removed, replaced, type ListProps } from './layerList';

/** A list of layers that can be moved, changed, inserted and removed; layers of branches hold such lists themselves. */
export function LayerList({ label, path, layers, kinds, problems, onChange }: ListProps) {
  const [open, setOpen] = useState<number | null>(null);
  const relu = kinds.find(({ type }) => type === 'relu');
  const said = words().form.editor;

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
    <div>
      <Stack gap={4} role="list" aria-label={label}>
        {layers.map((layer, i) => {
          const name = said.layer(i + 1, layerType(layer.type));
          const place = `${path}[${i}]`;
          return (
            <Paper key={i} withBorder px="xs" py={2} role="listitem" {...(isWrong(problems, place) ? { bd: '1px solid var(--status-failed)' } : {})}>
              <Group gap="xs" wrap="nowrap" justify="space-between">
                <Text size="sm" style={{ minWidth: 0 }} truncate>
                  <Text span c="dimmed" size="xs" mr={6} className="numbers">
                    {i + 1}
                  </Text>
                  {layerType(layer.type)}{' '}
                  <Text span c="dimmed" size="xs">
                    {layer.branches ? words().layers.branches(layer.branches.length) : settingsOf(layer)}
                  </Text>
                </Text>
                <Group gap={2} wrap="nowrap">
                  <ActionIcon variant="subtle" aria-label={said.edit(name)} aria-expanded={open === i} onClick={() => setOpen(open === i ? null : i)}>
                    <IconPencil size={14} aria-hidden />
                  </ActionIcon>
                  <ActionIcon variant="subtle" aria-label={said.up(name)} disabled={i === 0} onClick={() => move(i, -1)}>
                    <IconArrowUp size={14} aria-hidden />
                  </ActionIcon>
                  <ActionIcon variant="subtle" aria-label={said.down(name)} disabled={i === layers.length - 1} onClick={() => move(i, 1)}>
                    <IconArrowDown size={14} aria-hidden />
                  </ActionIcon>
                  <ActionIcon variant="subtle" aria-label={said.insert(name)} onClick={() => insert(i + 1)}>
                    <IconPlus size={14} aria-hidden />
                  </ActionIcon>
                  <ActionIcon variant="subtle" color="red" aria-label={said.remove(name)} onClick={() => remove(i)}>
                    <IconTrash size={14} aria-hidden />
                  </ActionIcon>
                </Group>
              </Group>
              {problemsAt(problems, place).map((message) => (
                <Text key={message} size="xs" c="var(--status-failed)" role="alert">
                  {message}
                </Text>
              ))}
              {open === i && (
                <LayerFields
                  layer={layer}
                  kinds={kinds}
                  path={place}
                  problems={problems}
                  onChange={(changed) => onChange(replaced(layers, i, changed))}
                  renderList={(props) => <LayerList {...props} />}
                />
              )}
            </Paper>
          );
        })}
      </Stack>
      {layers.length === 0 && (
        <Text size="xs" c="dimmed">
          {said.none}
        </Text>
      )}
      <Button variant="light" size="compact-sm" mt={4} leftSection={<IconPlus size={14} aria-hidden />} onClick={() => insert(layers.length)}>
        {said.add}
      </Button>
    </div>
  );
}
