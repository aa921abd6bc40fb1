import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconHourglass, IconPlayerPause, IconPlayerSkipForward } from '@tabler/icons-react';
import type { RunDetails } from '../../api/types';
import { formatDuration } from '../../base/format';
import { isExternal, isPreparing, silentFor, stoppedEarly } from '../../base/runs';
import { useNow } from '../../base/useNow';
import { whyItWaits } from '../../base/whyItWaits';
import { words } from '../../words';

/** What is not plain from the state of the run alone: why it failed or ended before its last epoch, and what it does before its first. */
export function RunState({ run }: { readonly run: RunDetails }) {
  if (isExternal(run)) return <Elsewhere run={run} />;
  if (run.failure) return <Failed failure={run.failure} />;
  if (stoppedEarly(run)) return <Early run={run} />;
  if (run.status === 'queued' && run.queue) return <Queued queue={run.queue} />;
  if (run.status === 'paused' || run.pauseRequested) return <Paused run={run} />;
  return isPreparing(run) ? <Preparing run={run} /> : null;
}

/** Silence is no failure: its program may only have been cut off. */
function Elsewhere({ run }: { readonly run: RunDetails }) {
  const silent = silentFor(run, useNow());
  const said = words().external;
  if (run.failure) return <Failed failure={run.failure} />;
  if (silent === null) return null;
  return (
    <Alert color="yellow" icon={<IconHourglass aria-hidden />} title={said.silent(formatDuration(silent))}>
      {said.silentHint}
    </Alert>
  );
}

function Queued({ queue }: { readonly queue: NonNullable<RunDetails['queue']> }) {
  return (
    <Alert color="gray" icon={<IconHourglass aria-hidden />} title={words().run.queue.title}>
      {whyItWaits(queue)}
    </Alert>
  );
}

function Paused({ run: { status, epochsCompleted } }: { readonly run: RunDetails }) {
  const said = words().control.state;
  const still = status === 'paused';
  return (
    <Alert color="gray" icon={<IconPlayerPause aria-hidden />} title={still ? said.paused(epochsCompleted) : said.pausing}>
      {still ? said.pausedHint : said.pausingHint}
    </Alert>
  );
}

function Failed({ failure: { kind, message } }: { readonly failure: NonNullable<RunDetails['failure']> }) {
  const said = words().run;
  const remedy = said.remedies[kind] ?? '';
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={said.failed(kind)}>
      <Text size="sm">{message}</Text>
      {remedy !== '' && !saysAlready(message, remedy) && (
        <Text size="sm" mt={4}>
          {remedy}
        </Text>
      )}
    </Alert>
  );
}

/** The worker often gives the same advice, with more of what it knows. */
export function saysAlready(message: string, remedy: string): boolean {
  const advice = remedy.split(': ').at(-1) ?? remedy;
  return message.toLowerCase().includes(advice.replace(/\.$/, '').toLowerCase());
}

function Early({ run }: { readonly run: RunDetails }) {
  const { title, text } = words().run.early;
  const best = run.metrics.validation_loss?.bestEpoch ?? run.epochsCompleted;
  return (
    <Alert color="gray" icon={<IconPlayerSkipForward aria-hidden />} title={title(run.epochsCompleted, run.epochs ?? run.epochsCompleted)}>
      {text(Number(run.parameters['earlyStopping.patience']), best)}
    </Alert>
  );
}

function Preparing({ run }: { readonly run: RunDetails }) {
  const now = useNow();
  const { title, data, device, since } = words().run.preparing;
  const last = run.log.filter(({ attempt }) => attempt === run.attempt).at(-1)?.message;
  const elapsed = run.startedAt === null ? '' : `, ${since(formatDuration((now - Date.parse(run.startedAt)) / 1000))}`;
  return (
    <Alert color="gray" icon={<IconHourglass aria-hidden />} title={title + elapsed}>
      {last === undefined ? data : device(last)}
    </Alert>
  );
}
