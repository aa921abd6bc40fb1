/**
 * Each p-value as it stands among all of them (Holm 1979): if those below 5 % are believed, the probability that any of them is wrongly
 * believed is at most 5 %.
 */
export function holm(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 1) - (values[b] ?? 1));
  const adjusted = new Array<number>(values.length).fill(1);
  let greatest = 0;
  order.forEach((place, rank) => {
    greatest = Math.max(greatest, Math.min(1, (values.length - rank) * (values[place] ?? 1)));
    adjusted[place] = greatest;
  });
  return adjusted;
}
