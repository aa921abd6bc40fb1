import { useQuery } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get } from './client';
import { keys } from './keys';
import type { Presets } from './types';

const LOOK_AGAIN_MILLIS = 10_000;

/** Networks, data sets and choices; the data sets of people's own change with the workers' folders. */
export function usePresets() {
  return useQuery({
    queryKey: keys.presets,
    queryFn: () => get<Presets>(api.presets),
    staleTime: LOOK_AGAIN_MILLIS,
    refetchInterval: LOOK_AGAIN_MILLIS,
  });
}
