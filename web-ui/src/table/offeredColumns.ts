import type { Run } from '../api/types';
import { parameterNames } from '../base/parameters';
import { ATTRIBUTES, PARTS, type Shown } from './columnIds';
import { columnName } from './columnNames';

/** The names that runs have. */
export type Known = { readonly metrics: readonly string[]; readonly parameters: readonly string[]; readonly tags: readonly string[] };

type Offer = { readonly kind: 'attribute' | 'metric' | 'param' | 'tag'; readonly ids: readonly string[] };

/** Of a long list the first ones tell what there is. */
const LOOKED_AT = 500;

export function namesOf(runs: readonly Run[]): Known {
  const some = runs.slice(0, LOOKED_AT);
  const all = (namesIn: (run: Run) => object) => [...new Set(some.flatMap((run) => Object.keys(namesIn(run))))].sort();
  return { metrics: all(({ metrics }) => metrics), parameters: parameterNames(some.map(({ parameters }) => parameters)), tags: all(({ tags }) => tags) };
}

/** What could be shown beside what is, whose name, or the tracker's name for it, holds the text. */
export function offeredColumns(known: Known, shown: readonly Shown[], text: string): Offer[] {
  const wanted = text.trim().toLowerCase();
  // The difference to the baseline is there by itself.
  const parts = PARTS.filter((part) => part !== 'change');
  const all: Offer[] = [
    { kind: 'attribute', ids: ATTRIBUTES },
    { kind: 'metric', ids: known.metrics.flatMap((name) => parts.map((part) => `${part}.${name}`)) },
    { kind: 'param', ids: known.parameters.map((name) => `param.${name}`) },
    { kind: 'tag', ids: known.tags.map((name) => `tag.${name}`) },
  ];
  return all
    .map(({ kind, ids }) => ({
      kind,
      ids: ids.filter((id) => !shown.some((column) => column.id === id) && (id.toLowerCase().includes(wanted) || columnName(id).toLowerCase().includes(wanted))),
    }))
    .filter(({ ids }) => ids.length > 0);
}
