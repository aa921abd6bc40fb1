import type { Known } from './offeredColumns';

/** Attributes by which runs can be put together, as filters name them. */
const OF_EVERY_RUN = ['status', 'experiment.name', 'worker', 'device', 'epochs', 'priority'] as const;

const PLAIN = /^[\p{L}\p{N}_/:@$-]+(\.[\p{L}\p{N}_/:@$-]+)*$/u;
const SUMMARIES = /(^|\.)(min|max|best|best_epoch|points|last)$/;

/** A name behind its head as filters write it, in quotes where it has to be. */
export function pathOf(head: 'params' | 'tags' | 'metrics', name: string): string {
  return `${head}.${PLAIN.test(name) && !SUMMARIES.test(name) ? name : `"${name.replaceAll('"', '""')}"`}`;
}

/** The name in a path of a parameter or tag; null where it is neither. */
export function nameIn(path: string): string | null {
  const [, quoted, plain] = /^(?:params|tags)\.(?:"((?:[^"]|"")*)"|(.+))$/.exec(path) ?? [];
  return quoted?.replaceAll('""', '"') ?? plain ?? null;
}

/** What runs can be put together by: what varies first, and no comma, which parts the fields in the address. */
export function groupFields(known: Known, varying: readonly string[], where: 'everywhere' | 'experiment'): string[] {
  const others = known.parameters.filter((name) => !varying.includes(name));
  return [
    ...varying.map((name) => pathOf('params', name)),
    ...known.tags.map((name) => pathOf('tags', name)),
    ...OF_EVERY_RUN.filter((field) => where === 'everywhere' || field !== 'experiment.name'),
    ...others.map((name) => pathOf('params', name)),
  ].filter((field) => !field.includes(','));
}
