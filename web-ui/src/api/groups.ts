import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get } from './client';
import { keys } from './keys';

export type Statistics = {
  /** How many runs have a number. */
  readonly runs: number;
  readonly mean: number | null;
  /** Of a sample; null of fewer than two. */
  readonly deviation: number | null;
  readonly min: number | null;
  readonly max: number | null;
};

export type RunGroup = {
  /** One of each field; null where runs have none. */
  readonly values: readonly unknown[];
  /** That finds its runs; null where none can. */
  readonly filter: string | null;
  readonly runs: number;
  readonly completed: number;
  readonly metrics: Readonly<Record<string, { readonly last: Statistics; readonly best: Statistics }>>;
};

export type Groups = { readonly by: readonly string[]; readonly items: readonly RunGroup[]; readonly more: boolean };

type Question = { readonly by: readonly string[]; readonly metrics: readonly string[]; readonly filter?: string; readonly experiment?: string; readonly ids?: string };

/** Runs put together by values that they have in common. */
export function useGroups({ by, metrics, ...which }: Question, refetchMillis: number | false = false) {
  const question = { by: by.join(','), metrics: metrics.join(','), ...which };
  return useQuery({
    queryKey: keys.groups(question),
    queryFn: () => get<Groups>(api.groups(question)),
    enabled: by.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: refetchMillis,
  });
}
