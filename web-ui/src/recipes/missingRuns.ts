import type { CopiedRun, Difference, Recipe, RecipeComparison } from '../api/comparison';

/** More than so many further seeds are named, but not queued by a click. */
export const MOST_SEEDS = 20;

export type Missing = {
  readonly runs: readonly CopiedRun[];
  /** How many seeds both recipes would have. */
  readonly seeds: number;
};

/**
 * The runs that would settle how a recipe differs from the reference: those that make pairs of what there is, and as many further pairs
 * as the difference needs, with the least seeds that neither has.
 */
export function missingRuns(comparison: RecipeComparison, difference: Difference): Missing {
  const [reference, other] = [comparison.recipes[comparison.reference ?? 0], comparison.recipes[difference.recipe]];
  const none = { runs: [], seeds: 0 };
  if (!reference || !other) return none;
  const { ofReference, ofRecipe } = difference.missingSeeds;
  const seeds = new Set([...reference.runs, ...other.runs].map(({ seed }) => seed));
  const lacking = isOpen(difference) ? wanted(difference, comparison.differences.length) - seeds.size : 0;
  const further = lacking > MOST_SEEDS ? [] : seedsBeside(seeds, lacking);
  const runs = [...copies(reference, [...ofReference, ...further]), ...copies(other, [...ofRecipe, ...further])];
  return { runs, seeds: seeds.size + further.length };
}

function isOpen({ verdict }: Difference): boolean {
  return verdict === 'undecided' || verdict === 'too-few';
}

/** As many pairs as would show the difference; where that is not known yet, as many as can show any, and one more. */
function wanted({ runsNeeded, deviation }: Difference, questions: number): number {
  if (runsNeeded !== null) return runsNeeded;
  return deviation === null ? leastPairs(questions) + 1 : Number.POSITIVE_INFINITY;
}

/** The least number of pairs whose signs can be flipped into a p-value below 5 %, for so many questions at a time. */
export function leastPairs(questions: number): number {
  let pairs = 1;
  while (2 ** (1 - pairs) * questions >= 0.05) pairs++;
  return pairs;
}

function seedsBeside(taken: ReadonlySet<number>, count: number): readonly number[] {
  const seeds: number[] = [];
  for (let seed = 1; seeds.length < count; seed++) if (!taken.has(seed)) seeds.push(seed);
  return seeds;
}

function copies(recipe: Recipe, seeds: readonly number[]): readonly CopiedRun[] {
  const from = recipe.runs[0]?.id;
  return from === undefined ? [] : seeds.map((seed) => ({ from, changes: { seed } }));
}

/** The runs sorted by the experiments of those that they copy; null if one of these is not known. */
export function byExperiment(runs: readonly CopiedRun[], experimentOf: (run: string) => string | undefined): ReadonlyMap<string, readonly CopiedRun[]> | null {
  const sorted = new Map<string, CopiedRun[]>();
  for (const run of runs) {
    const experiment = experimentOf(run.from);
    if (experiment === undefined) return null;
    sorted.set(experiment, [...(sorted.get(experiment) ?? []), run]);
  }
  return sorted;
}
