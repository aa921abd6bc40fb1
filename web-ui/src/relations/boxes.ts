/** The box of a box plot, after Tukey (1977). */
export type Box = {
  readonly median: number;
  /** Quartiles, by linear interpolation between the ordered values (type 7 of Hyndman and Fan, 1996). */
  readonly low: number;
  readonly high: number;
  /** The outermost values within one and a half boxes of the box. */
  readonly from: number;
  readonly to: number;
  readonly outliers: readonly number[];
  readonly count: number;
};

export function boxOf(values: readonly number[]): Box | null {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const [low, median, high] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  const reach = 1.5 * (high - low);
  const within = sorted.filter((value) => value >= low - reach && value <= high + reach);
  return {
    median,
    low,
    high,
    from: within[0] ?? low,
    to: within.at(-1) ?? high,
    outliers: sorted.filter((value) => value < low - reach || value > high + reach),
    count: sorted.length,
  };
}

function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
