import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get, request } from './client';
import { keys } from './keys';
import type { MadeToken, NewToken, Token } from './types';

export function useTokens(all: boolean) {
  return useQuery({
    queryKey: keys.tokens(all),
    queryFn: () => get<{ readonly items: readonly Token[] }>(api.tokens(all ? { all: 'true' } : {})),
  });
}

export function useMakeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: NewToken) => request<MadeToken>('POST', api.tokens(), token),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.tokens() }),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => request<undefined>('DELETE', api.token(id)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.tokens() }),
  });
}
