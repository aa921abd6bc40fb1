import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get, request } from './client';
import { keys } from './keys';
import { updateRun } from './updates';
import type { MetricsOfRuns, Page, Run, RunDetails } from './types';

export function useRun(id: string) {
  return useQuery({ queryKey: keys.run(id), queryFn: () => get<RunDetails>(api.run(id)) });
}

/** Several runs, each on its own so that one that was deleted does not hide the others. */
export function useRunsById(ids: readonly string[]) {
  return useQueries({
    queries: ids.map((id) => ({ queryKey: keys.run(id), queryFn: () => get<RunDetails>(api.run(id)) })),
  });
}

export function useRunSearch(text: string) {
  return useQuery({
    queryKey: keys.runs({ text }),
    queryFn: () => get<Page<Run>>(api.runs({ text, limit: 20 })),
    placeholderData: keepPreviousData,
  });
}

export function useMetrics(runs: readonly string[]) {
  return useQuery({
    queryKey: keys.metrics(runs),
    queryFn: () => get<MetricsOfRuns>(api.metrics({ runs: runs.join(','), maxPoints: 1000 })),
    enabled: runs.length > 0,
    // The stream keeps the columns fresh; asking again would only repeat them.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function useCancelRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<Run>('POST', api.cancelRun(id)),
    onSuccess: (run) => updateRun(client, run),
  });
}

export function useDeleteRun() {
  const client = useQueryClient();
  return useMutation({
    // A run that trains is told to stop and comes back as the answer; it goes when it has stopped.
    mutationFn: (id: string) => request<Run | undefined>('DELETE', api.run(id)),
    onSuccess: (stopping, id) => {
      if (stopping) return updateRun(client, stopping);
      client.removeQueries({ queryKey: keys.run(id) });
      return client.invalidateQueries({ predicate: ({ queryKey }) => ['experiments', 'experiment', 'runs'].includes(String(queryKey[0])) });
    },
  });
}
