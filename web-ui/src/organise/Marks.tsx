import { Badge, Group, Text } from '@mantine/core';
import type { Tags } from '../api/types';
import { words } from '../words';
import { tagText } from './tagText';

type Props = { readonly tags: Tags; readonly note: string; readonly archivedAt: string | null };

/** Tags and note, as they were written; nothing where there are none. */
export function Marks({ tags, note, archivedAt }: Props) {
  const names = Object.keys(tags).sort();
  if (names.length === 0 && note === '' && archivedAt === null) return null;
  const said = words().organise;
  return (
    <div>
      {(names.length > 0 || archivedAt !== null) && (
        <Group gap={6} component="ul" aria-label={said.tags} style={{ listStyle: 'none', padding: 0, margin: 0 }}>
          {archivedAt !== null && (
            <li>
              <Badge variant="outline" color="gray" tt="none">
                {said.isArchived}
              </Badge>
            </li>
          )}
          {names.map((name) => (
            <li key={name} style={{ minWidth: 0 }}>
              <Badge variant="light" tt="none" fw={500} maw={320}>
                {tagText(name, tags[name] ?? '')}
              </Badge>
            </li>
          ))}
        </Group>
      )}
      {note !== '' && (
        <Text size="sm" mt={4} maw="110ch" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {note}
        </Text>
      )}
    </div>
  );
}
