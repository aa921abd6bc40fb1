import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get, request } from './client';
import { keys } from './keys';
import type { Session } from './types';

const REFRESH_MILLIS = 60_000;

/** Who is looking; asked again now and then, since it may end while a page is open. */
export function useSession() {
  return useQuery({
    queryKey: keys.session,
    queryFn: () => get<Session>(api.session),
    staleTime: 15_000,
    refetchInterval: (query) => (query.state.data?.authentication === true ? REFRESH_MILLIS : false),
  });
}

export type Deed = 'editor' | 'admin';

/** Whether the reader may do what this role may; where nobody logs in, everybody may. The tracker decides all the same. */
export function useMay(needs: Deed): boolean {
  const { data } = useSession();
  const role = data?.user?.role;
  return data?.authentication !== true || role === 'admin' || role === needs;
}

export function useLogin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { readonly name: string; readonly password: string }) => request<Session>('POST', api.session, credentials),
    onSuccess: (session) => {
      // What somebody else has seen here is not shown to whoever comes now.
      client.clear();
      client.setQueryData(keys.session, session);
    },
  });
}

export function useLogout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<undefined>('DELETE', api.session),
    onSuccess: () => {
      client.clear();
      client.setQueryData<Session>(keys.session, { authentication: true, user: null });
    },
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (passwords: { readonly password: string; readonly newPassword: string }) => request<undefined>('PUT', api.ownPassword, passwords),
  });
}
