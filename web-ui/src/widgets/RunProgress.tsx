import { Group, Progress, Stack, Text } from '@mantine/core';
import { formatInteger } from '../base/format';
import { fractionDone, type Pace, whatIsLeft } from '../base/timeLeft';
import { useNow } from '../base/useNow';
import type { Status } from './StatusBadge';

type Props = {
  readonly run: Pace & {
    readonly name: string;
    readonly status: Status;
    readonly startedAt: string | null;
    readonly progress: (NonNullable<Pace['progress']> & { readonly imagesPerSecond: number | null }) | null;
  };
};

const COLORS: Readonly<Record<Status, string>> = {
  queued: 'gray',
  running: 'blue',
  completed: 'teal',
  failed: 'red',
  cancelled: 'yellow',
};

/** A bar with the epoch and, while it runs, speed and time left. */
export function RunProgress({ run }: Props) {
  const percent = Math.round(fractionDone(run) * 100);
  return (
    <Stack gap={3} miw={170}>
      <Progress.Root size="sm">
        <Progress.Section value={percent} color={COLORS[run.status]} aria-label={`${run.name}: ${percent} % done`} />
      </Progress.Root>
      <Group gap={8} justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed" className="numbers" style={{ whiteSpace: 'nowrap' }}>
          epoch {run.epochsCompleted}/{run.epochs}
        </Text>
        {run.status === 'running' && <Speed run={run} />}
      </Group>
    </Stack>
  );
}

function Speed({ run }: Props) {
  const left = whatIsLeft(run, useNow());
  const speed = run.progress?.imagesPerSecond ?? null;
  return (
    <Text size="xs" c="dimmed" className="numbers" style={{ whiteSpace: 'nowrap' }}>
      {speed !== null && `${formatInteger(speed)} images/s`}
      {speed !== null && left !== null && ' · '}
      {left}
    </Text>
  );
}
