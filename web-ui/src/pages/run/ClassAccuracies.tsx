import { Group, Progress, Stack, Text } from '@mantine/core';
import type { RunDetails } from '../../api/types';
import { formatPercent } from '../../base/format';
import { Panel } from '../../widgets/Panel';
import { words } from '../../words';

type Props = { readonly accuracies: RunDetails['classAccuracies']; readonly emptyText: string | undefined };

/** How well each class is told apart, after the newest epoch. */
export function ClassAccuracies({ accuracies, emptyText = words().run.classes.notYet }: Props) {
  return (
    <Panel title={words().run.classes.title}>
      {accuracies.length === 0 && (
        <Text size="sm" c="dimmed">
          {emptyText}
        </Text>
      )}
      <Stack component="ul" gap={4} p={0} m={0} style={{ listStyle: 'none' }}>
        {accuracies.map(({ class: name, accuracy }) => (
          <Group component="li" key={name} gap="sm" wrap="nowrap">
            <Text size="sm" w={96} truncate title={name}>
              {name}
            </Text>
            <Progress value={(accuracy ?? 0) * 100} size={8} style={{ flex: 1 }} aria-hidden />
            <Text size="sm" w={68} ta="right" className="numbers">
              {formatPercent(accuracy)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
