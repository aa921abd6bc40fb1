import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../base/paths';
import { get, request } from './client';
import { IdempotencyKeys } from './idempotency';
import { keys } from './keys';
import type { Experiment, ExperimentWithRuns, NewExperiment, Page } from './types';

export function useExperiments(text: string, enabled = true, archived = false) {
  return useInfiniteQuery({
    queryKey: keys.experiments(text, archived),
    queryFn: ({ pageParam }) => get<Page<Experiment>>(api.experiments({ text, archived: archived ? 'true' : '', limit: 50, after: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useExperiment(id: string) {
  return useQuery({ queryKey: keys.experiment(id), queryFn: () => get<ExperimentWithRuns>(api.experiment(id)) });
}

/** Queues an experiment; sending the same once more after a lost answer does not queue it twice. */
export function useCreateExperiment() {
  const client = useQueryClient();
  const idempotency = useRef(new IdempotencyKeys());
  return useMutation({
    mutationFn: (experiment: NewExperiment) =>
      request<ExperimentWithRuns>('POST', api.experiments(), experiment, { 'Idempotency-Key': idempotency.current.of(experiment) }),
    onSuccess: () => {
      idempotency.current.forget();
      return client.invalidateQueries({ queryKey: keys.experiments() });
    },
  });
}

/** Deletes an experiment with its runs; where some of them train, it comes back as the answer and goes with the last one. */
export function useDeleteExperiment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<ExperimentWithRuns | undefined>('DELETE', api.experiment(id)),
    // What the page itself shows is not asked for again: it is gone, and so is the page in a moment.
    onSuccess: () => void client.invalidateQueries({ predicate: ({ queryKey }) => ['experiments', 'runs'].includes(String(queryKey[0])) }),
  });
}
