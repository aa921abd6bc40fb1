import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../base/paths';
import { request } from './client';
import { keys } from './keys';
import type { NetworkSpec, ResolvedNetwork } from './types';

export function resolveNetwork(network: NetworkSpec, dataset: string): Promise<ResolvedNetwork> {
  return request<ResolvedNetwork>('POST', api.resolveNetwork, { network, dataset });
}

/** The images of a data set of somebody's own may become others. */
const FRESH_MILLIS = 60_000;

/** A network fitted to the images of a data set: its table of layers, or what does not fit. */
export function useResolvedNetwork(network: NetworkSpec, dataset: string) {
  return useQuery({
    queryKey: keys.network(network, dataset),
    queryFn: () => resolveNetwork(network, dataset),
    staleTime: FRESH_MILLIS,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
