import { atMost, clopperPearson, type Interval } from './binomial';

export type Paired = {
  readonly images: number;
  readonly bothRight: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
};

/** What two networks answer to the same images, counted. */
export function pair(labels: ArrayLike<number>, first: ArrayLike<number>, second: ArrayLike<number>): Paired {
  let [bothRight, onlyFirst, onlySecond] = [0, 0, 0];
  for (let i = 0; i < labels.length; i++) {
    const [a, b] = [first[i] === labels[i], second[i] === labels[i]];
    if (a && b) bothRight++;
    else if (a) onlyFirst++;
    else if (b) onlySecond++;
  }
  return { images: labels.length, bothRight, onlyFirst, onlySecond, neither: labels.length - bothRight - onlyFirst - onlySecond };
}

/**
 * The exact test of McNemar (1947): if both networks were equally good, each image on which only one of them is right would be a fair
 * coin. Two-sided; 1 where they never differ.
 */
export function mcnemar({ onlyFirst, onlySecond }: Paired): number {
  return Math.min(1, 2 * atMost(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond, 0.5));
}

/**
 * The 95 % interval of how much better the second is, as a share of all images: that of the share of the images that tell them apart
 * (Clopper, Pearson 1934), given how many do. It excludes zero where the exact test rejects at 5 %.
 */
export function differenceInterval({ images, onlyFirst, onlySecond }: Paired): Interval {
  const discordant = onlyFirst + onlySecond;
  if (discordant === 0) return { low: 0, high: 0 };
  const { low, high } = clopperPearson(onlySecond, discordant);
  const difference = (share: number) => ((2 * share - 1) * discordant) / images;
  return { low: difference(low), high: difference(high) };
}
