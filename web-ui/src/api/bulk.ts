import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../base/paths';
import { request } from './client';
import type { Edit } from './organise';
import type { RetryFrom } from './runs';

/** Some runs by their ids, or all that fit a filter. */
export type Which = { readonly runs: readonly string[] } | { readonly filter: string };

export type BulkWish =
  | { readonly action: 'cancel' | 'pause' | 'resume' | 'delete' }
  | { readonly action: 'retry'; readonly from: RetryFrom }
  | { readonly action: 'extend'; readonly moreEpochs: number }
  | { readonly action: 'move'; readonly experiment: string }
  | { readonly action: 'move'; readonly newExperiment: string }
  | ({ readonly action: 'edit' } & Pick<Edit, 'archived' | 'starred' | 'priority' | 'tags'>);

type Part = { readonly matched: number; readonly done: number; readonly next: string | null; readonly experiment?: string };

/** So many ids go with one request. */
export const IDS = 500;

export function partsOf(which: Which): Which[] {
  if ('filter' in which) return [which];
  return Array.from({ length: Math.ceil(which.runs.length / IDS) }, (_, part) => ({ runs: which.runs.slice(part * IDS, (part + 1) * IDS) }));
}

/** To how many runs it would be done. */
export async function countOf(which: Which, wish: BulkWish): Promise<number> {
  let matched = 0;
  for (const part of partsOf(which)) matched += (await request<Part>('POST', api.bulk, { ...wish, ...part, preview: true })).matched;
  return matched;
}

/** Does it to some runs after the other, and returns to how many. */
async function perform(which: Which, first: BulkWish): Promise<number> {
  let done = 0;
  let wish = first;
  for (const part of partsOf(which)) {
    let after: string | null = null;
    do {
      const answer: Part = await request<Part>('POST', api.bulk, { ...wish, ...part, ...(after === null ? {} : { after }) });
      done += answer.done;
      // A new experiment is made with the first of them.
      if (answer.experiment !== undefined) wish = { action: 'move', experiment: answer.experiment };
      after = answer.next;
    } while (after !== null);
  }
  return done;
}

export function useBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ which, wish }: { readonly which: Which; readonly wish: BulkWish }) => perform(which, wish),
    // Some were done even where a later part failed.
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey }) => ['experiments', 'experiment', 'runs', 'queue'].includes(String(queryKey[0])) }),
  });
}
