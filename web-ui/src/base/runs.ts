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

type Epochs = { readonly status: Status; readonly epochs: number; readonly epochsCompleted: number };

/** A run completes before its last epoch only where it was told to stop when the validation loss falls no more. */
export function stoppedEarly({ status, epochs, epochsCompleted }: Epochs): boolean {
  return status === 'completed' && epochsCompleted < epochs;
}

/** Between its start and its first step a worker loads the data and measures which device is the fastest. */
export function isPreparing(run: Epochs & { readonly progress: unknown }): boolean {
  return run.status === 'running' && run.epochsCompleted === 0 && run.progress === null;
}
