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

/** Of each class the share that is recognised; null for a class without images, of which nothing can be said. */
export function recallsOf({ counts, recalls }: Confusion): (number | null)[] {
  return recalls.map((recall, label) => ((counts[label] ?? []).some((count) => count > 0) ? recall : null));
}

/** Of each prediction the share that is right; null for a class that is never predicted. */
export function precisionsOf({ counts, precisions }: Confusion): (number | null)[] {
  return precisions.map((precision, prediction) => (counts.some((row) => (row[prediction] ?? 0) > 0) ? precision : null));
}
