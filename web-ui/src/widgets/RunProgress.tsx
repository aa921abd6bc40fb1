import { Progress } from '@mantine/core';
import { formatDuration, formatInteger, MISSING } from '../base/format';
import { isPreparing, silentFor, stoppedEarly, type Status } from '../base/runs';
import { fractionDone, type Pace, whatIsLeft } from '../base/timeLeft';
import { useNow } from '../base/useNow';
import { words } from '../words';
import { statusColor } from './StatusBadge';
import classes from './RunProgress.module.css';

type Props = {
  readonly run: Pace & {
    readonly name: string;
    readonly status: Status;
    readonly startedAt: string | null;
    readonly origin: 'trained' | 'external';
    readonly heardAt: string | null;
    readonly progress: (NonNullable<Pace['progress']> & { readonly imagesPerSecond: number | null }) | null;
  };
};

/** A bar with the epoch and, while it runs, speed and time left, in one line. */
export function RunProgress({ run }: Props) {
  const percent = Math.round(fractionDone(run) * 100);
  const { progress, states } = words();
  if (run.epochs === null) return <Heard run={run} />;
  return (
    <div className={classes.progress}>
      <Progress.Root size={6} className={classes.bar}>
        <Progress.Section value={percent} color={statusColor(run.status)} aria-label={progress.done(run.name, percent)} />
      </Progress.Root>
      <span className={classes.words}>
        {run.epochsCompleted}/{run.epochs}
        {stoppedEarly(run) && ` · ${states.stoppedEarly}`}
        {run.status === 'running' && (isPreparing(run) ? ` · ${states.preparing}` : <Speed run={run} />)}
      </span>
    </div>
  );
}

/** Nobody says how far a run is that is trained elsewhere; when it was silent for long is worth a word. */
function Heard({ run }: Props) {
  const silent = silentFor(run, useNow());
  return <span className={classes.words}>{silent === null ? MISSING : words().external.silent(formatDuration(silent))}</span>;
}

function Speed({ run }: Props) {
  const left = whatIsLeft(run, useNow());
  const speed = run.progress?.imagesPerSecond ?? null;
  return (
    <>
      {left !== null && ` · ${left}`}
      {speed !== null && ` · ${words().progress.speed(formatInteger(speed))}`}
    </>
  );
}
