import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get, request } from './client';
import { keys } from './keys';
import type { QuarantinePage, ReplayCount } from './types';

const REFRESH_MILLIS = 15_000;

/** What the tracker could not use, newest first. The stream does not tell of it, so it is asked for again and again. */
export function useQuarantine() {
  return useInfiniteQuery({
    queryKey: keys.quarantine,
    queryFn: ({ pageParam }) => get<QuarantinePage>(api.quarantine({ limit: 20, after: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: REFRESH_MILLIS,
  });
}

export function useReplayAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<ReplayCount>('POST', api.replayQuarantine),
    onSettled: () => client.invalidateQueries({ queryKey: keys.quarantine }),
  });
}

export function useReplayRecord() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => request<undefined>('POST', api.replayRecord(id)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.quarantine }),
  });
}

export function useDropRecord() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => request<undefined>('DELETE', api.quarantinedRecord(id)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.quarantine }),
  });
}
