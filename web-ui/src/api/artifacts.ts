import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../base/paths';
import { getBytes } from './client';
import { keys } from './keys';
import type { Artifact } from './types';

/** The content of a file of a run. One that is written anew is fetched anew, and the old is shown until it is there. */
export function useArtifact<T>(run: string, { name, savedAt }: Artifact, read: (bytes: ArrayBuffer) => T) {
  return useQuery({
    queryKey: keys.artifact(run, name, savedAt),
    queryFn: async () => read(await getBytes(api.artifact(run, name))),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
