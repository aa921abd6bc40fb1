import type { QueryClient } from '@tanstack/react-query';
import { keys } from './keys';
import type { Counts, ExperimentWithRuns, LogLine, Run, RunDetails, RunStatus, Worker } from './types';

const LOG_LINES = 500;

/** Puts a newer summary of a run wherever the cache shows that run; an older one changes nothing. */
export function updateRun(client: QueryClient, run: Run): void {
  client.setQueryData<RunDetails>(keys.run(run.id), (known) => (known && run.change >= known.change ? { ...known, ...run } : known));
  client.setQueryData<ExperimentWithRuns>(keys.experiment(run.experiment.id), (known) => {
    if (!known) return known;
    const runs = known.runs.map((other) => (other.id === run.id && run.change >= other.change ? run : other));
    return { ...known, runs, counts: countsOf(runs) };
  });
}

export function removeRun(client: QueryClient, experiment: string, run: string): void {
  client.setQueryData<ExperimentWithRuns>(keys.experiment(experiment), (known) => {
    if (!known) return known;
    const runs = known.runs.filter((other) => other.id !== run);
    return { ...known, runs, counts: countsOf(runs) };
  });
}

export function appendLog(client: QueryClient, run: string, lines: readonly LogLine[]): void {
  client.setQueryData<RunDetails>(keys.run(run), (known) =>
    known ? { ...known, log: [...known.log, ...newer(known.log, lines)].slice(-LOG_LINES) } : known,
  );
}

export function updateWorker(client: QueryClient, worker: Worker): void {
  client.setQueryData<{ readonly items: readonly Worker[] }>(keys.workers, (known) => {
    if (!known) return known;
    const others = known.items.filter((other) => other.name !== worker.name);
    return { items: [...others, worker].sort((a, b) => a.name.localeCompare(b.name)) };
  });
}

export function countsOf(runs: readonly { readonly status: RunStatus }[]): Counts {
  const counts = { queued: 0, running: 0, completed: 0, failed: 0, cancelled: 0 };
  for (const run of runs) counts[run.status]++;
  return counts;
}

/** A resumed stream may repeat lines that are in the log, or were before it was cut to its newest. */
function newer(log: readonly LogLine[], lines: readonly LogLine[]): readonly LogLine[] {
  const last = log.at(-1)?.id ?? 0;
  return lines.filter((line) => line.id > last);
}
