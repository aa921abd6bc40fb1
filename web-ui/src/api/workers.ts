import { useQuery } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get } from './client';
import { keys } from './keys';
import type { Worker } from './types';

export function useWorkers() {
  return useQuery({ queryKey: keys.workers, queryFn: () => get<{ readonly items: readonly Worker[] }>(api.workers) });
}
