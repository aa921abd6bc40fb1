/** How good a value is among others, for the ground behind it. */

/** From 0 for the worst to 1 for the best of the values; by rank, so that one outlier does not make all others equal. */
export function shadeOf(value: number, sorted: readonly number[], lowerIsBetter: boolean): number {
  if (sorted.length < 2 || !Number.isFinite(value)) return 0;
  const below = countBelow(sorted, value);
  const rank = below / (sorted.length - 1);
  return Math.min(1, Math.max(0, lowerIsBetter ? 1 - rank : rank));
}

/** Each value once, in order. */
export function sortedValues(values: Iterable<number | null | undefined>): number[] {
  const numbers = new Set<number>();
  for (const value of values) if (value !== null && value !== undefined && Number.isFinite(value)) numbers.add(value);
  return [...numbers].sort((a, b) => a - b);
}

function countBelow(sorted: readonly number[], value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
