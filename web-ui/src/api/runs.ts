import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get, request } from './client';
import { keys } from './keys';
import { updateRun } from './updates';
import type { ComparedRuns, MetricsOfRuns, Run, RunDetails, RunPage } from './types';

export function useRun(id: string) {
  return useQuery({ queryKey: keys.run(id), queryFn: () => get<RunDetails>(api.run(id)) });
}

/** So many fit on one page of the list. */
const PAGE = 500;

/** The summaries of several runs in the order of their ids, and the ids of which there is no run. */
export async function getRuns(ids: readonly string[]): Promise<ComparedRuns> {
  const found = new Map<string, Run>();
  let upTo = Number.POSITIVE_INFINITY;
  for (let from = 0; from < ids.length; from += PAGE) {
    const page = await get<RunPage>(api.runs({ ids: ids.slice(from, from + PAGE).join(','), limit: PAGE }));
    upTo = Math.min(upTo, page.upTo);
    for (const run of page.items) found.set(run.id, run);
  }
  return { runs: ids.flatMap((id) => found.get(id) ?? []), missing: ids.filter((id) => !found.has(id)), upTo };
}

export function useRunsById(ids: readonly string[]) {
  return useQuery({ queryKey: keys.compared(ids), queryFn: () => getRuns(ids), enabled: ids.length > 0, placeholderData: keepPreviousData });
}

export function useRunSearch(text: string, enabled = true) {
  return useQuery({
    queryKey: keys.runs({ text }),
    queryFn: () => get<RunPage>(api.runs({ text, limit: 20 })),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** The histories of runs: a point an epoch, or those within epochs. */
export function useMetrics(runs: readonly string[], points: 'epochs' | 'steps' = 'epochs', enabled = true) {
  return useQuery({
    queryKey: keys.metrics(runs, points),
    queryFn: () => get<MetricsOfRuns>(api.metrics({ runs: runs.join(','), maxPoints: 1000, ...(points === 'steps' ? { points } : {}) })),
    enabled: enabled && runs.length > 0,
    // The stream keeps the columns fresh; asking again would only repeat them.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export type RetryFrom = 'start' | 'newest' | 'best';

type Move = { readonly id: string } & (
  | { readonly to: 'cancel' | 'pause' | 'resume' }
  | { readonly to: 'retry'; readonly from: RetryFrom }
  | { readonly to: 'extend'; readonly moreEpochs: number }
);

/** What a move says beside its name. */
function bodyOf(move: Move): object | undefined {
  switch (move.to) {
    case 'retry':
      return { from: move.from };
    case 'extend':
      return { moreEpochs: move.moreEpochs };
    case 'cancel':
    case 'pause':
    case 'resume':
      return undefined;
  }
}

/** Has a run end, wait, go on, begin anew or go further. */
export function useMoveRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (move: Move) => request<Run>('POST', api.moveRun(move.id, move.to), bodyOf(move)),
    onSuccess: (run) => updateRun(client, run),
  });
}

export function useDeleteRun() {
  const client = useQueryClient();
  return useMutation({
    // A run that trains is told to stop and comes back as the answer; it goes when it has stopped.
    mutationFn: (id: string) => request<Run | undefined>('DELETE', api.run(id)),
    onSuccess: (stopping) => {
      if (stopping) updateRun(client, stopping);
      else void client.invalidateQueries({ predicate: ({ queryKey }) => ['experiments', 'experiment', 'runs'].includes(String(queryKey[0])) });
    },
  });
}
