import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { keys } from './keys';
import type { ComparedRuns, Counts, ExperimentWithRuns, LogLine, Run, RunDetails, RunPage, RunStatus, Worker } from './types';

const LOG_LINES = 500;

export function updateRun(client: QueryClient, run: Run): void {
  updateRuns(client, [run]);
}

/** Puts newer summaries of runs wherever the cache shows those runs, each place once; older ones change nothing. */
export function updateRuns(client: QueryClient, runs: readonly Run[]): void {
  const newest = new Map(runs.map((run) => [run.id, run]));
  const renewed = <T extends Run>(known: T): T => {
    const run = newest.get(known.id);
    return run && run.change >= known.change ? { ...known, ...run } : known;
  };
  for (const run of runs) client.setQueryData<RunDetails>(keys.run(run.id), (known) => known && renewed(known));
  for (const experiment of new Set(runs.map((run) => run.experiment.id))) {
    client.setQueryData<ExperimentWithRuns>(keys.experiment(experiment), (known) => known && withRuns(known, known.runs.map(renewed)));
    const known = client.getQueryData<ExperimentWithRuns>(keys.experiment(experiment));
    const isKnown = ({ id, experiment: of }: Run) => of.id !== experiment || known?.runs.some((other) => other.id === id);
    // It was moved there, or added.
    if (known && !runs.every(isKnown)) void client.invalidateQueries({ queryKey: keys.experiment(experiment) });
  }
  client.setQueriesData<ComparedRuns>({ queryKey: keys.compared() }, (known) =>
    known?.runs.some(({ id }) => newest.has(id)) ? { ...known, runs: known.runs.map(renewed) } : known,
  );
  client.setQueriesData<InfiniteData<RunPage>>({ queryKey: keys.runList() }, (known) => {
    if (!known?.pages.some(({ items }) => items.some(({ id }) => newest.has(id)))) return known;
    return { ...known, pages: known.pages.map((page) => (page.items.some(({ id }) => newest.has(id)) ? { ...page, items: page.items.map(renewed) } : page)) };
  });
}

const without = (runs: readonly Run[], run: string) => runs.filter((other) => other.id !== run);

/** Of an experiment that a run has left. */
export function leaveExperiment(client: QueryClient, experiment: string, run: string): void {
  client.setQueryData<ExperimentWithRuns>(keys.experiment(experiment), (known) => known && withRuns(known, without(known.runs, run)));
}

/** Takes a run from all lists; in that of an experiment it is counted no more. */
export function removeRun(client: QueryClient, experiment: string | null, run: string): void {
  if (experiment !== null) leaveExperiment(client, experiment, run);
  client.setQueriesData<InfiniteData<RunPage>>({ queryKey: keys.runList() }, (known) => known && { ...known, pages: known.pages.map((page) => ({ ...page, items: without(page.items, run) })) });
  client.setQueriesData<ComparedRuns>({ queryKey: keys.compared() }, (known) =>
    known?.runs.some(({ id }) => id === run) ? { ...known, runs: without(known.runs, run), missing: [...known.missing, run] } : known,
  );
}

export function appendLogs(client: QueryClient, linesByRun: ReadonlyMap<string, readonly LogLine[]>): void {
  for (const [run, lines] of linesByRun)
    client.setQueryData<RunDetails>(keys.run(run), (known) => known && { ...known, log: [...known.log, ...newer(known.log, lines)].slice(-LOG_LINES) });
}

export function updateWorkers(client: QueryClient, workers: readonly Worker[]): void {
  client.setQueryData<{ readonly items: readonly Worker[] }>(keys.workers, (known) => {
    if (!known) return known;
    const others = known.items.filter((other) => workers.every(({ name }) => name !== other.name));
    return { items: [...others, ...workers].sort((a, b) => a.name.localeCompare(b.name)) };
  });
}

function withRuns(experiment: ExperimentWithRuns, runs: readonly Run[]): ExperimentWithRuns {
  return { ...experiment, runs, counts: countsOf(runs) };
}

export function countsOf(runs: readonly { readonly status: RunStatus }[]): Counts {
  const counts = { queued: 0, running: 0, paused: 0, completed: 0, failed: 0, cancelled: 0 };
  for (const run of runs) counts[run.status]++;
  return counts;
}

/** A resumed stream may repeat lines that are in the log, or were before it was cut to its newest. */
function newer(log: readonly LogLine[], lines: readonly LogLine[]): readonly LogLine[] {
  const last = log.at(-1)?.id ?? 0;
  return lines.filter((line, i) => line.id > last && lines.findIndex(({ id }) => id === line.id) === i);
}
