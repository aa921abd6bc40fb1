import { words } from '../words';
import { formatDuration } from './format';

export type Pace = {
  /** Null where nobody says how many there will be. */
  readonly epochs: number | null;
  readonly epochsCompleted: number;
  readonly progress: { readonly epoch: number; readonly step: number; readonly steps: number } | null;
};

/** How much of a run is done, from 0 to 1, the running epoch counted by its steps. */
export function fractionDone(run: Pace): number {
  if (run.epochs === null || run.epochs <= 0) return 0;
  const { progress } = run;
  const running = progress !== null && progress.epoch > run.epochsCompleted && progress.steps > 0;
  const inEpoch = running ? Math.min(1, progress.step / progress.steps) : 0;
  return Math.min(1, (run.epochsCompleted + inEpoch) / run.epochs);
}

/** Seconds until the end at the pace so far, or null while too little is done to tell. */
export function secondsLeft(run: Pace & { readonly startedAt: string | null }, nowMillis: number): number | null {
  const done = fractionDone(run);
  if (run.startedAt === null || done < 0.005) return null;
  const elapsed = Math.max(0, (nowMillis - new Date(run.startedAt).getTime()) / 1000);
  return (elapsed / done) * (1 - done);
}

/** What a running run still has to do, or null while too little is done to tell. */
export function whatIsLeft(run: Pace & { readonly startedAt: string | null }, nowMillis: number): string | null {
  if (run.epochs !== null && run.epochsCompleted >= run.epochs) return words().progress.writing;
  const seconds = secondsLeft(run, nowMillis);
  return seconds === null ? null : words().progress.left(formatDuration(seconds));
}
