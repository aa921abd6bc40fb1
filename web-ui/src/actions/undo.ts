import type { BulkWish } from '../api/bulk';
import type { Run } from '../api/types';

/** What of a run a change of many takes away. */
export type Known = Pick<Run, 'id' | 'experiment' | 'starred' | 'archivedAt' | 'priority' | 'tags'>;

type BulkEdit = Extract<BulkWish, { readonly action: 'edit' }>;

export type Undo = { readonly runs: readonly string[]; readonly wish: BulkWish };

/** To restore more different states than this would take as many requests. */
const MOST = 20;

/** Runs by what they were before. */
function grouped(runs: readonly Known[], before: (run: Known) => BulkWish | null): readonly Undo[] {
  const groups = new Map<string, { readonly runs: string[]; readonly wish: BulkWish }>();
  for (const run of runs) {
    const wish = before(run);
    if (wish === null) continue;
    const key = JSON.stringify(wish);
    const group = groups.get(key) ?? { runs: [], wish };
    group.runs.push(run.id);
    groups.set(key, group);
  }
  return groups.size > MOST ? [] : [...groups.values()];
}

/** What gives each of these runs back what a change takes from it; nothing where nothing changes, too much does, or nothing can. */
export function undoOf(runs: readonly Known[], wish: BulkWish): readonly Undo[] {
  switch (wish.action) {
    case 'edit':
      return undoOfEdit(runs, wish);
    case 'move':
      return grouped(runs, ({ experiment }) => ('experiment' in wish && wish.experiment === experiment.id ? null : { action: 'move', experiment: experiment.id }));
    case 'cancel':
    case 'delete':
    case 'extend':
    case 'pause':
    case 'resume':
    case 'retry':
      return [];
  }
}

const undoOfEdit = (runs: readonly Known[], { starred, archived, priority, tags = {} }: BulkEdit): readonly Undo[] =>
  grouped(runs, (run) => {
    const others = Object.entries(tags).filter(([name, value]) => (run.tags[name] ?? null) !== value);
    const before: BulkEdit = {
      action: 'edit',
      ...(starred !== undefined && run.starred !== starred ? { starred: run.starred } : {}),
      ...(archived !== undefined && (run.archivedAt !== null) !== archived ? { archived: !archived } : {}),
      ...(priority !== undefined && run.priority !== priority ? { priority: run.priority } : {}),
      ...(others.length === 0 ? {} : { tags: Object.fromEntries(others.map(([name]) => [name, run.tags[name] ?? null])) }),
    };
    return Object.keys(before).length === 1 ? null : before;
  });
