import { useQuery } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get } from './client';
import { keys } from './keys';
import type { Presets } from './types';

/** Networks, data sets and choices; they change only with the tracker itself. */
export function usePresets() {
  return useQuery({ queryKey: keys.presets, queryFn: () => get<Presets>(api.presets), staleTime: Number.POSITIVE_INFINITY });
}
