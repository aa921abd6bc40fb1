/** ln n! for whole numbers, by adding up; the sums of one page are short enough to be kept. */
const logFactorials = [0, 0];

function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i++) logFactorials.push((logFactorials[i - 1] ?? 0) + Math.log(i));
  return logFactorials[n] ?? 0;
}

/** P(X = k) of a binomial distribution of n trials. */
function probability(k: number, n: number, p: number): number {
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  return Math.exp(logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** P(X ≤ k). */
export function atMost(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = 0; i <= k; i++) sum += probability(i, n, p);
  return Math.min(1, sum);
}

/** P(X ≥ k). */
export function atLeast(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = k; i <= n; i++) sum += probability(i, n, p);
  return Math.min(1, sum);
}

export type Interval = { readonly low: number; readonly high: number };

const Z_95 = 1.959963984540054;

/** The 95 % score interval of a share of hits among n (Wilson 1927), which stays within 0 and 1. */
export function wilson(hits: number, n: number): Interval {
  const share = hits / n;
  const z2 = Z_95 ** 2;
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** The 95 % interval of a share that is exact, if wide (Clopper, Pearson 1934). */
export function clopperPearson(hits: number, n: number): Interval {
  return {
    low: hits === 0 ? 0 : solve((p) => atLeast(hits, n, p) - 0.025),
    high: hits === n ? 1 : solve((p) => 0.025 - atMost(hits, n, p)),
  };
}

/** Where a function that rises from below zero at 0 to above zero at 1 is zero. */
function solve(rising: (p: number) => number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
