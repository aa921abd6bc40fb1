/** A curve: values over growing places. Its revision changes when something other than the end has. */
export type Column = { readonly x: ArrayLike<number>; readonly values: ArrayLike<number>; readonly revision: number };
export type AlignedColumns = [number[], ...(number | null)[][]];

/**
 * Several curves over the union of their places; null where a curve has no value, as the chart wants it. While curves only grow at
 * their ends, what is new is appended to what was there.
 */
export class Alignment {
  private aligned: AlignedColumns = [[]];
  private taken: { length: number; readonly revision: number }[] = [];

  /** @param positiveOnly a logarithm needs positive values; others are left out */
  constructor(private readonly positiveOnly = false) {}

  update(columns: readonly Column[]): AlignedColumns {
    const known = columns.length === this.taken.length && columns.every(({ revision }, i) => this.taken[i]?.revision === revision);
    if (!known || !this.append(columns)) this.rebuild(columns);
    return this.aligned;
  }

  /** Returns false where a new point lies between known ones. */
  private append(columns: readonly Column[]): boolean {
    const [places, ...rows] = this.aligned;
    const fresh = columns.flatMap((column, i) => Array.prototype.slice.call(column.x, this.taken[i]?.length ?? 0) as number[]);
    const last = places.at(-1) ?? Number.NEGATIVE_INFINITY;
    const beyond = [...new Set(fresh.filter((x) => x > last))].sort((a, b) => a - b);
    for (const x of beyond) {
      places.push(x);
      for (const row of rows) row.push(null);
    }
    return columns.every((column, i) => {
      const from = this.taken[i]?.length ?? 0;
      if (this.taken[i]) this.taken[i].length = column.x.length;
      return this.fill(rows[i] ?? [], column, from, places);
    });
  }

  private rebuild(columns: readonly Column[]): void {
    const places = [...new Set(columns.flatMap((column) => Array.from(column.x)))].sort((a, b) => a - b);
    const rows = columns.map((column) => {
      const row = new Array<number | null>(places.length).fill(null);
      this.fill(row, column, 0, places);
      return row;
    });
    this.aligned = [places, ...rows];
    this.taken = columns.map(({ x, revision }) => ({ length: x.length, revision }));
  }

  /** Both the places and the curve's own are in order, so that one pass suffices. */
  private fill(row: (number | null)[], { x, values }: Column, from: number, places: readonly number[]): boolean {
    let at = from === x.length ? 0 : placeIn(places, x[from] ?? 0);
    for (let i = from; i < x.length; i++) {
      const wanted = x[i] ?? Number.NaN;
      while (at < places.length && (places[at] ?? 0) < wanted) at++;
      if (places[at] !== wanted) return false;
      const value = values[i] ?? Number.NaN;
      // A loss that is not a number is a gap.
      row[at] = Number.isFinite(value) && (!this.positiveOnly || value > 0) ? value : null;
    }
    return true;
  }
}

/** The first place that is not smaller. */
function placeIn(places: readonly number[], x: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
