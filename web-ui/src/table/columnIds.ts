/** Which columns a table of runs has, as the address holds them. */
import type { Run } from '../api/types';
import { differingNames } from '../base/parameters';
import { hasEnded, stoppedEarly } from '../base/runs';

/** What each run has, in the order in which it is offered. */
export const ATTRIBUTES = ['experiment', 'status', 'progress', 'duration', 'created', 'started', 'ended', 'worker', 'attempts', 'priority', 'tags', 'failure'] as const;
/** What of a metric: its newest and best value, the epoch of that, the difference to the baseline's best, and its curve. */
export const PARTS = ['last', 'best', 'bestEpoch', 'change', 'curve'] as const;

export type Attribute = (typeof ATTRIBUTES)[number];
export type Part = (typeof PARTS)[number];
export type Column =
  | { readonly kind: 'attribute'; readonly name: Attribute }
  | { readonly kind: Part; readonly name: string }
  | { readonly kind: 'param' | 'tag'; readonly name: string };

export type Shown = { readonly id: string; readonly pinned: boolean };

/** What an id stands for: `status`, `best.test_accuracy`, `param.optimizer.learningRate`; null for what there is not. */
export function columnOf(id: string): Column | null {
  const attribute = ATTRIBUTES.find((name) => name === id);
  if (attribute) return { kind: 'attribute', name: attribute };
  const dot = id.indexOf('.');
  const [kind, name] = [id.slice(0, dot), id.slice(dot + 1)];
  if (dot < 0 || name === '') return null;
  if (kind === 'param' || kind === 'tag') return { kind, name };
  const part = PARTS.find((each) => each === kind);
  return part ? { kind: part, name } : null;
}

/** Without commas, which stand between columns in the address. */
export const escaped = (id: string) => id.replaceAll('%', '%25').replaceAll(',', '%2C');
export const unescaped = (text: string) => text.replaceAll('%2C', ',').replaceAll('%25', '%');

/** `!best.test_accuracy,status`: in the order of the table, those that stay in view with an exclamation mark. */
export function writeColumns(columns: readonly Shown[]): string {
  return columns.map(({ id, pinned }) => (pinned ? '!' : '') + escaped(id)).join(',');
}

/** Reads what {@link writeColumns} has written; what there is not, or not any more, is left out. */
export function readColumns(text: string): Shown[] {
  const read = text.split(',').map((part) => ({ id: unescaped(part.replace(/^!/, '')), pinned: part.startsWith('!') }));
  return inOrder(read.filter(({ id }, place) => columnOf(id) !== null && read.findIndex((other) => other.id === id) === place));
}

/** Those that stay in view come first. */
export function inOrder(columns: readonly Shown[]): Shown[] {
  return [...columns.filter(({ pinned }) => pinned), ...columns.filter(({ pinned }) => !pinned)];
}

/** More of them would push the results out of view. */
const VARYING = 5;
/** What follows from others, or is told by another column. */
export const FOLLOWING = ['parameters', 'pixelsPermuted', 'dataset.digest', 'epochs'];
/** How much of the data is used says less than how the network is trained. */
const isOfData = (name: string) => name.startsWith('dataset.');

/** What tells runs apart, and how they did, for a reader who has chosen nothing. */
export function automaticColumns(runs: readonly Run[], metric: string, where: 'everywhere' | 'experiment'): Shown[] {
  const varying = runs.length > 1 ? differingNames(runs.map(({ parameters }) => parameters)).filter((name) => !FOLLOWING.includes(name)) : [];
  const telling = [...varying.filter((name) => !isOfData(name)), ...varying.filter(isOfData)];
  const ids = [
    ...(where === 'everywhere' ? ['experiment'] : []),
    'status',
    // Where all runs have ended a bar says nothing.
    ...(runs.every((run) => hasEnded(run) && !stoppedEarly(run)) ? [] : ['progress']),
    `curve.${metric}`,
    `best.${metric}`,
    ...telling.slice(0, VARYING).map((name) => `param.${name}`),
    ...(where === 'everywhere' ? [] : [`last.${metric}`, `bestEpoch.${metric}`]),
    'duration',
    where === 'everywhere' ? 'created' : 'worker',
  ];
  return ids.map((id) => ({ id, pinned: false }));
}

/** With the difference to the baseline beside each best value, where there is a baseline. */
export function withChange(columns: readonly Shown[], hasBaseline: boolean): Shown[] {
  const known = new Set(columns.map(({ id }) => id));
  return columns.flatMap((column) => {
    const read = columnOf(column.id);
    if (read?.kind === 'change') return hasBaseline ? [column] : [];
    const change = `change.${read?.name ?? ''}`;
    return hasBaseline && read?.kind === 'best' && !known.has(change) ? [column, { id: change, pinned: column.pinned }] : [column];
  });
}

/** The order of the tracker's list that a column stands for; null where it has none. */
export function sortKeyOf(id: string): string | null {
  if (id === 'name') return 'name';
  const column = columnOf(id);
  switch (column?.kind) {
    case undefined:
    case 'tag':
    case 'bestEpoch':
    case 'curve':
      return null;
    case 'param':
      return `param.${column.name}`;
    case 'last':
      return `metric.${column.name}`;
    case 'best':
    case 'change':
      return `best.${column.name}`;
    case 'attribute':
      return SORT_KEYS[column.name];
  }
}

/** The tracker's order for that of a table; the newest first where it has none. */
export function sortOf(sort: string): string {
  const descending = sort.startsWith('-');
  const key = sortKeyOf(descending ? sort.slice(1) : sort);
  return key === null ? '-createdAt' : `${descending ? '-' : ''}${key}`;
}

const SORT_KEYS: Readonly<Record<Attribute, string | null>> = {
  experiment: 'experiment',
  status: 'status',
  progress: 'epochsCompleted',
  duration: 'durationSeconds',
  created: 'createdAt',
  started: 'startedAt',
  ended: 'endedAt',
  worker: 'worker',
  attempts: 'attempt',
  priority: null,
  tags: null,
  failure: null,
};

/** What every row needs, whatever its columns. */
const ALWAYS = ['name', 'experiment', 'status', 'cancelRequested', 'pauseRequested', 'createdAt', 'startedAt', 'endedAt', 'durationSeconds', 'epochs', 'epochsCompleted', 'progress', 'worker', 'attempt', 'priority', 'failure', 'starred', 'archivedAt', 'tags', 'origin', 'heardAt', 'change'];

/** The fields of the tracker's list that these columns show. */
export function fieldsOf(columns: readonly Shown[]): string[] {
  const fields = columns.flatMap(({ id }) => {
    const column = columnOf(id);
    if (column === null || column.kind === 'attribute' || column.kind === 'tag' || column.kind === 'curve') return [];
    return [column.kind === 'param' ? `param.${column.name}` : `metric.${column.name}`];
  });
  return [...ALWAYS, ...new Set(fields)];
}

/** The metrics whose values the columns show. */
export function metricsOf(columns: readonly Shown[]): string[] {
  const names = columns.flatMap(({ id }) => {
    const column = columnOf(id);
    return column !== null && (column.kind === 'last' || column.kind === 'best') ? [column.name] : [];
  });
  return [...new Set(names)];
}
