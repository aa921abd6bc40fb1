import type { Run } from '../api/types';

/** Of which of these runs a mark would change. */
export const marksOf =
  (runs: readonly Pick<Run, 'id' | 'starred' | 'archivedAt'>[]) =>
  (mark: 'starred' | 'archived', to: boolean): readonly string[] =>
    runs.filter(({ starred, archivedAt }) => (mark === 'starred' ? starred : archivedAt !== null) !== to).map(({ id }) => id);
