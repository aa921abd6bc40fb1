/** What can be said of a run from its summary. */

export type Status = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

export function hasEnded({ status }: { readonly status: Status }): boolean {
  return status !== 'queued' && status !== 'running';
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
