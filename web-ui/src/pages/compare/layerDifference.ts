import type { LayerRow } from '../../api/types';

export type Side = { readonly number: number; readonly type: string; readonly spec: Readonly<Record<string, unknown>>; readonly output: string };
export type LayerPair = { readonly first: Side | null; readonly second: Side | null; readonly change: 'same' | 'changed' | 'removed' | 'added' };

/** The layers of two networks beside each other: as many as possible of the same kind in the same order stand in one row. */
export function pairLayers(first: readonly LayerRow[], second: readonly LayerRow[]): LayerPair[] {
  const [a, b] = [outer(first), outer(second)];
  const common = lengths(a, b);
  const pairs: LayerPair[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left && left.type === right?.type && at(common, i, j) === at(common, i + 1, j + 1) + weight(left, right)) {
      pairs.push({ first: left, second: right, change: same(left, right) ? 'same' : 'changed' });
      i++;
      j++;
    } else if (left && (!right || at(common, i + 1, j) >= at(common, i, j + 1))) {
      pairs.push({ first: left, second: null, change: 'removed' });
      i++;
    } else {
      pairs.push({ first: null, second: right ?? null, change: 'added' });
      j++;
    }
  }
  return pairs;
}

/** Layers within branches are told with the layer that joins them. */
function outer(layers: readonly LayerRow[]): Side[] {
  return layers.filter(({ path }) => !path.includes('.')).map(({ path, type, spec, output }) => ({ number: Number(path) + 1, type, spec, output }));
}

function same(a: Side, b: Side): boolean {
  return JSON.stringify(a.spec) === JSON.stringify(b.spec);
}

/** An equal layer is worth more than one that has only its kind in common. */
function weight(a: Side, b: Side): number {
  if (a.type !== b.type) return 0;
  return same(a, b) ? 3 : 2;
}

/** For each pair of places how much the rest of both lists has in common (longest common subsequence). */
function lengths(a: readonly Side[], b: readonly Side[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const [left, right, row] = [a[i], b[j], table[i]];
      if (left && right && row) row[j] = Math.max(at(table, i + 1, j), at(table, i, j + 1), left.type === right.type ? at(table, i + 1, j + 1) + weight(left, right) : 0);
    }
  return table;
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
