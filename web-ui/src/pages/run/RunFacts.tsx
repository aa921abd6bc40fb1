import { Paper, Progress, Stack, Text } from '@mantine/core';
import type { RunDetails } from '../../api/types';
import { formatDateTime, formatDuration, formatInteger, formatMetric, formatNumber, MISSING } from '../../base/format';
import { humanize } from '../../base/names';
import { lossBeside, primaryMetric } from '../../base/primaryMetric';
import { fractionDone, whatIsLeft } from '../../base/timeLeft';
import { useNow } from '../../base/useNow';
import { statusColor } from '../../widgets/StatusBadge';
import { words } from '../../words';
import classes from './RunFacts.module.css';

type Fact = { readonly name: string; readonly value: string; readonly note?: string };

/** How far the run is and how well it does, at one glance. */
export function RunFacts({ run }: { readonly run: RunDetails }) {
  const now = useNow();
  const done = Math.round(fractionDone(run) * 100);
  return (
    <Paper withBorder px="md" py="sm">
      <Stack gap={8}>
        <Progress.Root size={6}>
          <Progress.Section value={done} color={statusColor(run.status)} aria-label={words().run.facts.done(done)} />
        </Progress.Root>
        <dl className={classes.facts}>
          {factsOf(run, now).map(({ name, value, note }) => (
            <div key={name}>
              <Text component="dt" size="xs" c="dimmed">
                {name}
              </Text>
              <Text component="dd" m={0} fw={600} className="numbers">
                {value}{' '}
                {note !== undefined && (
                  <Text span size="xs" c="dimmed" fw={400}>
                    {note}
                  </Text>
                )}
              </Text>
            </div>
          ))}
        </dl>
      </Stack>
    </Paper>
  );
}

function factsOf(run: RunDetails, now: number): Fact[] {
  const { facts } = words().run;
  const metric = primaryMetric(run);
  const measured = run.metrics[metric];
  const loss = lossBeside(metric);
  const running = run.status === 'running';
  const speed = running ? run.progress?.imagesPerSecond : run.metrics.images_per_second?.last;
  const elapsed = running && run.startedAt ? (now - new Date(run.startedAt).getTime()) / 1000 : run.durationSeconds;
  const step = running && run.progress ? facts.step(formatInteger(run.progress.step), formatInteger(run.progress.steps)) : undefined;
  return [
    { name: facts.epoch, value: facts.of(run.epochsCompleted, run.epochs ?? run.epochsCompleted), ...(step ? { note: step } : {}) },
    { name: humanize(metric), value: formatMetric(metric, measured?.last) },
    { name: facts.best(humanize(metric).toLowerCase()), value: formatMetric(metric, measured?.best), ...(measured?.bestEpoch ? { note: facts.inEpoch(measured.bestEpoch) } : {}) },
    running ? { name: facts.lossNow, value: formatNumber(run.progress?.trainLoss) } : { name: humanize(loss), value: formatNumber(run.metrics[loss]?.last) },
    {
      name: running ? facts.runningFor : facts.duration,
      value: formatDuration(elapsed),
      note: running ? (whatIsLeft(run, now) ?? MISSING) : facts.from(formatDateTime(run.startedAt)),
    },
    { name: facts.speed, value: formatInteger(speed), note: run.worker ?? MISSING },
  ];
}
