import { holm } from './holm';
import { mcnemar, pair, type Paired } from './mcnemar';

export type ClassPair = Paired & {
  /** The number of the class. */
  readonly label: number;
  /** Of the exact test within this class, among all classes (Holm). */
  readonly p: number;
};

/** What two networks answer to the images of each class, of which there are some. */
export function byClass(labels: ArrayLike<number>, first: ArrayLike<number>, second: ArrayLike<number>): ClassPair[] {
  const places = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? 0;
    const known = places.get(label);
    if (known) known.push(i);
    else places.set(label, [i]);
  }
  const pairs = [...places]
    .sort(([a], [b]) => a - b)
    .map(([label, within]) => {
      const of = (answers: ArrayLike<number>) => within.map((i) => answers[i] ?? -1);
      return { label, ...pair(of(labels), of(first), of(second)) };
    });
  const adjusted = holm(pairs.map(mcnemar));
  return pairs.map((counts, i) => ({ ...counts, p: adjusted[i] ?? 1 }));
}

/** How often each class is answered to each class by the second network more than by the first, as rows of labels. */
export function confusionDifference(labels: ArrayLike<number>, first: ArrayLike<number>, second: ArrayLike<number>, classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < labels.length; i++) {
    const row = counts[labels[i] ?? 0];
    const [a, b] = [first[i] ?? 0, second[i] ?? 0];
    if (row === undefined) continue;
    row[a] = (row[a] ?? 0) - 1;
    row[b] = (row[b] ?? 0) + 1;
  }
  return counts;
}
