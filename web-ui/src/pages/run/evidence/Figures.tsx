import { Group, Text } from '@mantine/core';

export type Figure = { readonly name: string; readonly value: string; readonly note?: string };

/** A few numbers with their names. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <Group component="dl" m={0} style={{ gap: '12px 36px' }} align="flex-start">
      {figures.map(({ name, value, note }) => (
        <div key={name}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" m={0} fw={600} className="numbers">
            {value}
          </Text>
          {note !== undefined && (
            <Text component="dd" m={0} size="xs" c="dimmed">
              {note}
            </Text>
          )}
        </div>
      ))}
    </Group>
  );
}
