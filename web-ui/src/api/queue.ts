import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get, request } from './client';
import { keys } from './keys';
import type { Queue, Run } from './types';

export function useQueue() {
  return useQuery({ queryKey: keys.queue, queryFn: () => get<Queue>(api.queue({ limit: 500 })) });
}

/** Has a run be handed out earlier or later. */
export function usePriority() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, priority }: { readonly id: string; readonly priority: number }) => request<Run>('PATCH', api.run(id), { priority }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.queue }),
  });
}
