import { Paper, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import type { RunDetails } from '../../api/types';
import { formatDateTime, formatDuration, formatInteger, formatNumber, formatPercent, MISSING } from '../../base/format';
import { fractionDone, whatIsLeft } from '../../base/timeLeft';
import { useNow } from '../../base/useNow';

type Fact = { readonly name: string; readonly value: string; readonly note?: string };

/** How far the run is and how well it does, at one glance. */
export function RunFacts({ run }: { readonly run: RunDetails }) {
  const now = useNow();
  const done = Math.round(fractionDone(run) * 100);
  return (
    <Paper withBorder radius="md" p="md">
      <Stack gap="sm">
        <Progress.Root size="lg">
          <Progress.Section value={done} color={run.status === 'failed' ? 'red' : run.status === 'completed' ? 'teal' : 'blue'} aria-label={`${done} % done`} />
        </Progress.Root>
        <SimpleGrid component="dl" cols={{ base: 2, sm: 3, lg: 6 }} m={0}>
          {factsOf(run, now).map(({ name, value, note }) => (
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
        </SimpleGrid>
      </Stack>
    </Paper>
  );
}

function factsOf(run: RunDetails, now: number): Fact[] {
  const accuracy = run.metrics.test_accuracy;
  const running = run.status === 'running';
  const speed = running ? run.progress?.imagesPerSecond : run.metrics.images_per_second?.last;
  const elapsed = running && run.startedAt ? (now - new Date(run.startedAt).getTime()) / 1000 : run.durationSeconds;
  const step = running && run.progress ? `step ${formatInteger(run.progress.step)} of ${formatInteger(run.progress.steps)}` : undefined;
  const bestNote = accuracy?.bestEpoch ? `epoch ${accuracy.bestEpoch}` : undefined;
  return [
    { name: 'Epoch', value: `${run.epochsCompleted} of ${run.epochs}`, ...(step ? { note: step } : {}) },
    { name: 'Test accuracy', value: formatPercent(accuracy?.last) },
    { name: 'Best test accuracy', value: formatPercent(accuracy?.best), ...(bestNote ? { note: bestNote } : {}) },
    running
      ? { name: 'Training loss now', value: formatNumber(run.progress?.trainLoss) }
      : { name: 'Test loss', value: formatNumber(run.metrics.test_loss?.last) },
    {
      name: running ? 'Running for' : 'Duration',
      value: formatDuration(elapsed),
      note: running ? (whatIsLeft(run, now) ?? MISSING) : `from ${formatDateTime(run.startedAt)}`,
    },
    { name: 'Images a second', value: formatInteger(speed), note: run.worker ?? MISSING },
  ];
}
