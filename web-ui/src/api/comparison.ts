import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../base/paths';
import { get, request } from './client';
import { IdempotencyKeys } from './idempotency';
import { keys } from './keys';
import type { ExperimentWithRuns, RunDetails } from './types';

export type Range = { readonly low: number; readonly high: number };
export type TrialRun = { readonly id: string; readonly name: string; readonly seed: number; readonly value: number };

/** Runs that differ in their seed only. */
export type Recipe = {
  readonly settings: Readonly<Record<string, string>>;
  readonly runs: readonly TrialRun[];
  readonly mean: number;
  readonly deviation: number | null;
  readonly interval: Range | null;
};

/** How a recipe differs from the one that all are compared with; docs/statistics.md says how that is told. */
export type Difference = {
  readonly recipe: number;
  readonly verdict: 'better' | 'worse' | 'undecided' | 'too-few';
  readonly method: 'sign-flip' | 'mann-whitney';
  readonly pairs: number;
  readonly mean: number;
  readonly interval: Range | null;
  readonly intervalMethod: 'bca-bootstrap' | 'student';
  readonly p: number;
  readonly adjustedP: number;
  readonly leastP: number;
  readonly probablyBetter: number | null;
  readonly oftenBetter: number;
  readonly deviation: number | null;
  readonly detectable: number | null;
  readonly runsNeeded: number | null;
  readonly missingSeeds: { readonly ofReference: readonly number[]; readonly ofRecipe: readonly number[] };
};

/** What a setting did where it alone was changed. */
export type Effect = {
  readonly settings: readonly string[];
  readonly levels: readonly { readonly values: readonly string[]; readonly runs: number; readonly mean: number }[];
  readonly share: number;
  readonly blocks: number;
  readonly change: { readonly mean: number; readonly interval: Range | null } | null;
  readonly p: number | null;
  readonly adjustedP: number | null;
};

export type RecipeComparison = {
  readonly metric: string;
  readonly value: 'last' | 'best';
  readonly lowerIsBetter: boolean;
  readonly leftOut: number;
  readonly recipes: readonly Recipe[];
  readonly reference: number | null;
  readonly seedDeviation: number | null;
  readonly testSet: { readonly images: number; readonly standardError: number } | null;
  readonly differences: readonly Difference[];
  readonly effects: readonly Effect[];
};

export type ComparisonQuestion = { readonly runs?: string; readonly experiment?: string; readonly metric: string; readonly value: 'last' | 'best'; readonly reference: string };

/** Asked anew when another run has ended, which `ended` counts. */
export function useRecipeComparison(question: ComparisonQuestion, ended: number) {
  return useQuery({
    queryKey: keys.comparison(question, ended),
    queryFn: () => get<RecipeComparison>(api.comparison(question)),
    placeholderData: keepPreviousData,
  });
}

/** The specifications of runs, in the order of their ids. */
export async function getSpecs(ids: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return Promise.all(ids.map(async (id) => (await get<RunDetails>(api.run(id))).spec ?? {}));
}

/** A run like another one but for some of its settings. */
export type CopiedRun = { readonly from: string; readonly changes: Readonly<Record<string, unknown>> };

/** Copies of runs that are known when they are asked for. */
export type CopiedRuns = () => Promise<readonly CopiedRun[]>;

/** Queues further runs, each in the experiment that it is told to; the answer is their ids. */
export function useAddRuns() {
  const client = useQueryClient();
  const idempotency = useRef(new Map<string, IdempotencyKeys>());
  return useMutation({
    mutationFn: async (runs: ReadonlyMap<string, readonly CopiedRun[]>) => {
      const added: string[] = [];
      for (const [experiment, copies] of runs) {
        const key = idempotency.current.get(experiment) ?? new IdempotencyKeys();
        idempotency.current.set(experiment, key);
        const body = { runs: copies };
        const answer = await request<ExperimentWithRuns>('POST', api.addRuns(experiment), body, { 'Idempotency-Key': key.of({ experiment, body }) });
        client.setQueryData(keys.experiment(experiment), answer);
        // The newest come last.
        added.push(...answer.runs.slice(-copies.length).map(({ id }) => id));
      }
      return added;
    },
    onSuccess: () => {
      idempotency.current.clear();
      return client.invalidateQueries({ queryKey: keys.experiments() });
    },
  });
}
