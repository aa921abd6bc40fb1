import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get } from './client';
import { keys } from './keys';
import type { Page, RunPage } from './types';

export type Completion = { readonly text: string; readonly kind: string };

/** What is wrong with a filter: a mistake, or a name that no run has. */
export type FilterProblem = {
  readonly message: string;
  readonly refused: boolean;
  /** From 1. */
  readonly column: number;
  readonly length: number;
  readonly meant: string | null;
};

export type FilterHelp = {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
  readonly problem: FilterProblem | null;
};

const MANY = 500;

export function useFilterHelp(filter: string, at: number) {
  return useQuery({
    queryKey: keys.filterHelp(filter, at),
    queryFn: async () => ({ filter, ...(await get<FilterHelp>(api.filterHelp(filter, at))) }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** The ids of the runs of an experiment that fit a filter; null while none is given or known. */
export function useFittingRuns(experiment: string, filter: string, refetchMillis: number | false) {
  return useQuery({
    queryKey: keys.runs({ experiment, filter }),
    queryFn: async () => {
      const found = new Set<string>();
      let after: string | undefined;
      do {
        const page: Page<{ readonly id: string }> = await get(api.runs({ experiment, filter, fields: 'id', limit: MANY, after }));
        for (const { id } of page.items) found.add(id);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return found;
    },
    enabled: filter !== '',
    placeholderData: keepPreviousData,
    refetchInterval: refetchMillis,
  });
}

/** Runs of all experiments that fit a filter, newest first. */
export function useRunList(filter: string) {
  return useInfiniteQuery({
    queryKey: keys.runs({ filter }),
    queryFn: ({ pageParam }) => get<RunPage>(api.runs({ filter, limit: 100, after: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
