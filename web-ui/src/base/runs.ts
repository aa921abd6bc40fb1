/** What can be said of a run from its summary. */

export type Status = 'queued' | 'running' | 'paused' | 'completed' | 'failed' | 'cancelled';

export function hasEnded({ status }: { readonly status: Status }): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}

type Wishes = { readonly status: Status; readonly cancelRequested: boolean; readonly pauseRequested: boolean };

export function canBePaused({ status, cancelRequested, pauseRequested }: Wishes): boolean {
  return (status === 'queued' || status === 'running') && !cancelRequested && !pauseRequested;
}

export function canBeResumed({ status, cancelRequested, pauseRequested }: Wishes): boolean {
  return status === 'paused' || (pauseRequested && !cancelRequested);
}

export function canBeRetried({ status }: { readonly status: Status }): boolean {
  return status === 'failed' || status === 'cancelled';
}

type Origin = { readonly origin: 'trained' | 'external' };

/** Whether a program of its own tells of the run, which no worker trains. */
export function isExternal({ origin }: Origin): boolean {
  return origin === 'external';
}

const SILENT_AFTER_MILLIS = 5 * 60 * 1000;

/** For how many seconds nothing was heard of a run that is trained elsewhere; null while that is not long. */
export function silentFor(run: Origin & { readonly status: Status; readonly heardAt: string | null }, nowMillis: number): number | null {
  if (!isExternal(run) || run.status !== 'running' || run.heardAt === null) return null;
  const silent = nowMillis - Date.parse(run.heardAt);
  return silent > SILENT_AFTER_MILLIS ? silent / 1000 : null;
}

type Epochs = { readonly status: Status; readonly epochs: number | null; readonly epochsCompleted: number };

/** A run completes before its last epoch only where it was told to stop when the validation loss falls no more. */
export function stoppedEarly({ status, epochs, epochsCompleted }: Epochs): boolean {
  return status === 'completed' && epochs !== null && epochsCompleted < epochs;
}

/** Between its start and its first step a worker loads the data and measures which device is the fastest. */
export function isPreparing(run: Epochs & { readonly progress: unknown }): boolean {
  return run.epochs !== null && run.status === 'running' && run.epochsCompleted === 0 && run.progress === null;
}
