import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get, request } from './client';
import { keys } from './keys';
import type { AuditEntry, Enrolment, NewUser, Page, User, UserChange } from './types';

export function useUsers() {
  return useQuery({ queryKey: keys.users, queryFn: () => get<{ readonly items: readonly User[] }>(api.users) });
}

export function useAddUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (user: NewUser) => request<User>('POST', api.users, user),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.users }),
  });
}

export function useChangeUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, change }: { readonly name: string; readonly change: UserChange }) => request<User>('PATCH', api.user(name), change),
    onSettled: () => client.invalidateQueries({ queryKey: keys.users }),
  });
}

/** Who has changed what, newest first. */
export function useAudit() {
  return useInfiniteQuery({
    queryKey: keys.audit,
    queryFn: ({ pageParam }) => get<Page<AuditEntry>>(api.audit({ limit: 20, after: pageParam })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** The workers that may report. */
export function useEnrolments() {
  return useQuery({ queryKey: keys.enrolments, queryFn: () => get<{ readonly items: readonly Enrolment[] }>(api.enrolments) });
}

export function useRevokeEnrolment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (worker: string) => request<undefined>('DELETE', api.enrolment(worker)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.enrolments }),
  });
}
