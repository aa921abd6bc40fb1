import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get } from './client';
import { keys } from './keys';
import type { Page, Run, RunPage } from './types';

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

/** Which runs, in which order. */
export type RunQuestion = { readonly filter: string; readonly experiment?: string; readonly sort: string };

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

/** The ids of what a filter finds, as many as can be compared. */
export function useFoundRuns(filter: string | null, experiment?: string) {
  return useQuery({
    queryKey: keys.runs({ filter: filter ?? '', experiment: experiment ?? '', found: 'ids' }),
    queryFn: async () => (await get<Page<{ readonly id: string }>>(api.runs({ filter: filter ?? '', experiment, fields: 'id', limit: MANY, sort: 'createdAt' }))).items.map(({ id }) => id),
    enabled: filter !== null,
  });
}

/** What of a run a list may leave out. */
const LEFT_OUT: Omit<Run, 'id' | 'experiment' | 'name' | 'status' | 'change' | 'createdAt'> = {
  cancelRequested: false,
  pauseRequested: false,
  startedAt: null,
  endedAt: null,
  durationSeconds: null,
  epochs: 0,
  epochsCompleted: 0,
  progress: null,
  worker: null,
  trainedOn: null,
  attempt: 0,
  failure: null,
  parameters: {},
  metrics: {},
  priority: 0,
  starred: false,
  archivedAt: null,
  tags: {},
  filesSavedAt: null,
  origin: 'trained',
  heardAt: null,
};

type Place = { readonly after: string; readonly fields: readonly string[] };
const FIRST: Place = { after: '', fields: [] };
/** The first page is whole, for what varies between runs is seen from it. */
const FIRST_RUNS = 100;
/** So many runs come at once where few fields of each are asked for. */
const FURTHER_RUNS = 2000;
const MOST_SINGLE_FIELDS = 20;

/**
 * Runs that fit a filter, in an order. Of runs beyond the first page no more is fetched than is shown.
 *
 * @param fieldsOf what is shown, once the first runs are known
 */
export function useRunList(question: RunQuestion, fieldsOf: (first: readonly Run[]) => readonly string[]) {
  return useInfiniteQuery({
    queryKey: keys.runList({ ...question }),
    queryFn: async ({ pageParam: { after, fields } }: { pageParam: Place }): Promise<RunPage> => {
      const single = fields.filter((field) => /^(param|metric)\./.test(field)).length;
      const limit = fields.length === 0 ? FIRST_RUNS : single <= MOST_SINGLE_FIELDS ? FURTHER_RUNS : MANY;
      const page = await get<RunPage>(api.runs({ ...question, limit, after, fields: fields.join(',') }));
      return { ...page, items: page.items.map((run) => ({ ...LEFT_OUT, ...run })) };
    },
    initialPageParam: FIRST,
    getNextPageParam: (page, pages): Place | undefined => (page.next === null ? undefined : { after: page.next, fields: fieldsOf(pages[0]?.items ?? []) }),
    placeholderData: keepPreviousData,
  });
}
