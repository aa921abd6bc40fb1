export type Column = { readonly epochs: ArrayLike<number>; readonly values: ArrayLike<number> };
export type AlignedColumns = [number[], ...(number | null)[][]];

/** Several curves over the union of their epochs; null where a curve has no value, as the chart wants it. */
export function align(columns: readonly Column[], positiveOnly = false): AlignedColumns {
  const epochs = [...new Set(columns.flatMap((column) => Array.from(column.epochs)))].sort((a, b) => a - b);
  const place = new Map(epochs.map((epoch, i) => [epoch, i]));
  const rows = columns.map((column) => {
    const row = new Array<number | null>(epochs.length).fill(null);
    for (let i = 0; i < column.epochs.length; i++) {
      const at = place.get(column.epochs[i] ?? Number.NaN);
      const value = column.values[i] ?? Number.NaN;
      // A logarithm needs positive values; a loss that is not a number is a gap.
      if (at !== undefined && Number.isFinite(value) && (!positiveOnly || value > 0)) row[at] = value;
    }
    return row;
  });
  return [epochs, ...rows];
}
