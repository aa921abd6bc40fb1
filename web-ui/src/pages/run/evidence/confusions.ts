import type { Confusion } from '../../../api/evidence';

export type Mixup = { readonly label: number; readonly prediction: number; readonly count: number };

/** The pairs of classes that are taken for one another most often, the most frequent first. */
export function mixupsOf({ counts }: Confusion, most: number): Mixup[] {
  return counts
    .flatMap((row, label) => row.map((count, prediction) => ({ label, prediction, count })))
    .filter(({ label, prediction, count }) => label !== prediction && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

/** How strongly a cell is coloured, 0 to 1: the root of its share of the row, so that rare mistakes are seen beside frequent hits. */
export function shadeOf(count: number, row: readonly number[]): number {
  const sum = row.reduce((total, one) => total + one, 0);
  return sum === 0 ? 0 : Math.sqrt(count / sum);
}
