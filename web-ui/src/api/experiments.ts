import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get, request } from './client';
import { keys } from './keys';
import type { Experiment, ExperimentWithRuns, NewExperiment, Page } from './types';

export function useExperiments(text: string) {
  return useInfiniteQuery({
    queryKey: keys.experiments(text),
    queryFn: ({ pageParam }) => get<Page<Experiment>>(api.experiments({ text, limit: 50, after: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useExperiment(id: string) {
  return useQuery({ queryKey: keys.experiment(id), queryFn: () => get<ExperimentWithRuns>(api.experiment(id)) });
}

export function useCreateExperiment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (experiment: NewExperiment) => request<ExperimentWithRuns>('POST', api.experiments(), experiment),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.experiments() }),
  });
}
