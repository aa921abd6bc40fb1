import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get } from './client';
import { keys } from './keys';
import type { Page, QuarantinedRecord } from './types';

const REFRESH_MILLIS = 15_000;

/** What the tracker could not read, newest first. The stream does not tell of it, so it is asked for again and again. */
export function useQuarantine() {
  return useInfiniteQuery({
    queryKey: keys.quarantine,
    queryFn: ({ pageParam }) => get<Page<QuarantinedRecord>>(api.quarantine({ limit: 20, after: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: REFRESH_MILLIS,
  });
}
