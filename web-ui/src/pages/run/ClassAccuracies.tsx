import { Group, Progress, Stack, Text } from '@mantine/core';
import type { RunDetails } from '../../api/types';
import { formatPercent } from '../../base/format';
import { Panel } from '../../widgets/Panel';

type Props = { readonly accuracies: RunDetails['classAccuracies']; readonly emptyText: string | undefined };

/** How well each class is told apart, after the newest epoch. */
export function ClassAccuracies({ accuracies, emptyText = 'Known when the first epoch is complete.' }: Props) {
  return (
    <Panel title="Test accuracy of each class">
      {accuracies.length === 0 && (
        <Text size="sm" c="dimmed">
          {emptyText}
        </Text>
      )}
      <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
        {accuracies.map(({ class: name, accuracy }) => (
          <Group component="li" key={name} gap="sm" wrap="nowrap">
            <Text size="sm" w={96} truncate title={name}>
              {name}
            </Text>
            <Progress value={(accuracy ?? 0) * 100} size="md" style={{ flex: 1 }} aria-hidden />
            <Text size="sm" w={68} ta="right" className="numbers">
              {formatPercent(accuracy)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
