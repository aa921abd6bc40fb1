import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../base/paths';
import { get, request } from './client';
import { keys } from './keys';

/** A page with what its address says. */
export type View = { readonly name: string; readonly path: string; readonly query: string };
export type SavedView = View & { readonly savedBy: string; readonly savedAt: string };

export function useViews(enabled = true) {
  return useQuery({ queryKey: keys.views, queryFn: () => get<{ readonly items: readonly SavedView[] }>(api.views), enabled });
}

export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: View) => request<undefined>('PUT', api.views, view),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.views }),
  });
}

export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => request<undefined>('DELETE', api.view(name)),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.views }),
  });
}
