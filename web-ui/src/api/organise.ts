import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../base/paths';
import { request } from './client';
import { keys } from './keys';
import type { ExperimentWithRuns, Run, Tags } from './types';
import { updateRun } from './updates';

/** What is changed; what is not named stays, and a tag that is null goes. */
export type Edit = {
  readonly name?: string;
  readonly note?: string;
  readonly starred?: boolean;
  readonly archived?: boolean;
  readonly priority?: number;
  /** Of an experiment; 0 for no limit. */
  readonly maxRunning?: number;
  readonly tags?: Readonly<Record<string, string | null>>;
};

export function useEditRun(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (edit: Edit) => request<Run>('PATCH', api.run(id), edit),
    onSuccess: (run) => {
      updateRun(client, run);
      // The note is not part of a run's summary.
      void client.invalidateQueries({ queryKey: keys.run(id) });
      void client.invalidateQueries({ queryKey: ['runs'] });
    },
  });
}

export function useEditExperiment(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ note, ...edit }: Edit) => request<ExperimentWithRuns>('PATCH', api.experiment(id), { ...edit, ...(note === undefined ? {} : { description: note }) }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.experiment(id) });
      void client.invalidateQueries({ queryKey: keys.experiments() });
    },
  });
}

/** The changes that make the tags known these. */
export function tagChanges(known: Tags, wanted: Tags): Readonly<Record<string, string | null>> {
  const gone = Object.keys(known).filter((name) => !(name in wanted));
  const changed = Object.entries(wanted).filter(([name, value]) => known[name] !== value);
  return Object.fromEntries([...gone.map((name) => [name, null] as const), ...changed]);
}
