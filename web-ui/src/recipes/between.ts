import type { CopiedRun, Difference, Recipe, RecipeComparison } from '../api/comparison';

/** A specification as the tracker shows it, by its fields. */
export type Spec = Readonly<Record<string, unknown>>;

/** A run between two recipes: like one of the first, but for some settings that are as in the second; the others that differ are kept. */
export type Between = { readonly taken: readonly string[]; readonly kept: readonly string[]; readonly seed: number };

/** With more settings than this every combination would be too many runs: each is changed alone then. */
const ALL_COMBINATIONS = 3;
/** More than this are named by nobody's click. */
const MOST_RUNS = 200;

/** The settings in which two recipes differ. */
function differing(first: Recipe, second: Recipe): readonly string[] {
  return Object.keys(first.settings).filter((name) => first.settings[name] !== second.settings[name]);
}

/**
 * The runs that would tell which of several settings makes the difference between the reference and another recipe: every combination of them
 * for each seed of the reference, or each setting changed alone where these would be too many. What there is already is left out.
 */
export function runsBetween(comparison: RecipeComparison, { recipe }: Difference): readonly Between[] {
  const [first, second] = [comparison.recipes[comparison.reference ?? 0], comparison.recipes[recipe]];
  if (!first || !second) return [];
  const names = differing(first, second);
  // Which version of a data set is trained on is the worker's, and no setting.
  if (names.length < 2 || names.some((name) => name.endsWith('.digest'))) return [];
  const seeds = [...new Set(first.runs.map(({ seed }) => seed))];
  const runs = combinations(names).flatMap((taken) => {
    const settings = { ...first.settings, ...Object.fromEntries(taken.map((name) => [name, second.settings[name] ?? ''])) };
    const known = comparison.recipes.find((other) => differing(other, { ...other, settings }).length === 0);
    const there = new Set(known?.runs.map(({ seed }) => seed));
    return seeds.filter((seed) => !there.has(seed)).map((seed) => ({ taken, kept: names.filter((name) => !taken.includes(name)), seed }));
  });
  return runs.length > MOST_RUNS ? [] : runs;
}

function combinations(names: readonly string[]): readonly (readonly string[])[] {
  if (names.length > ALL_COMBINATIONS) return names.map((name) => [name]);
  const all = Array.from({ length: 2 ** names.length }, (_, choice) => names.filter((_name, i) => (choice >> i) & 1));
  // Neither the first recipe itself nor the second.
  return all.filter((chosen) => chosen.length > 0 && chosen.length < names.length);
}

/** The copy of a run of the first recipe that has the settings of the second. */
export function copyBetween(from: string, { taken, kept, seed }: Between, first: Spec, second: Spec): CopiedRun {
  const changes: Record<string, unknown> = { seed };
  // What is not there is told by null: what the copied run has of it would stay else.
  for (const name of taken) if (!name.includes('.')) changes[name] = second[name] ?? null;
  for (const [names, spec] of [[taken, second], [kept, first]] as const)
    for (const name of names) {
      const [field = '', part] = name.split('.', 2);
      // A part that is kept matters where the whole was taken.
      if (part !== undefined && (names === taken || field in changes)) changes[field] = { ...partsOf(changes[field] ?? first[field]), [part]: partsOf(spec[field])[part] ?? null };
    }
  return { from, changes };
}

function partsOf(field: unknown): Readonly<Record<string, unknown>> {
  return typeof field === 'object' && field !== null ? { ...field } : {};
}
