import { expect, test } from 'vitest';
import { atLeast, atMost, clopperPearson, wilson } from './binomial';
import { byClass, confusionDifference } from './classes';
import { holm } from './holm';
import { differenceInterval, mcnemar, pair, type Paired } from './mcnemar';

/** Newcombe (1998), Two-sided confidence intervals for the single proportion, table I: methods 3 and 5. */
const NEWCOMBE = [
  { hits: 81, n: 263, score: [0.2553, 0.3662], exact: [0.2527, 0.3676] },
  { hits: 15, n: 148, score: [0.0624, 0.1605], exact: [0.0578, 0.1617] },
  { hits: 0, n: 20, score: [0, 0.1611], exact: [0, 0.1684] },
  { hits: 1, n: 29, score: [0.0061, 0.1718], exact: [0.0009, 0.1776] },
];

test.each(NEWCOMBE)('intervals of $hits of $n are those that Newcombe published', ({ hits, n, score, exact }) => {
  for (const [interval, published] of [[wilson(hits, n), score], [clopperPearson(hits, n), exact]] as const) {
    expect(interval.low).toBeCloseTo(published[0] ?? Number.NaN, 4);
    expect(interval.high).toBeCloseTo(published[1] ?? Number.NaN, 4);
  }
});

const paired = (onlyFirst: number, onlySecond: number, images = 1600): Paired => ({ images, onlyFirst, onlySecond, bothRight: images - onlyFirst - onlySecond, neither: 0 });

test('the test is that of the approval ratings of Agresti (1990), exact2x2 of R: 86 against 150', () => {
  expect(mcnemar(paired(86, 150))).toBeCloseTo(3.716e-5, 8);
});

test('few images that tell two networks apart prove little', () => {
  expect(mcnemar(paired(0, 5))).toBeCloseTo(0.0625, 12);
  expect(mcnemar(paired(0, 6))).toBeCloseTo(0.03125, 12);
  expect(mcnemar(paired(3, 3))).toBe(1);
  expect(mcnemar(paired(0, 0))).toBe(1);
});

test('the interval leaves out zero where the test rejects, and only there', () => {
  for (let onlyFirst = 0; onlyFirst <= 40; onlyFirst += 4)
    for (let onlySecond = 0; onlySecond <= 40; onlySecond += 3) {
      const counts = paired(onlyFirst, onlySecond);
      const { low, high } = differenceInterval(counts);
      expect(low > 1e-9 || high < -1e-9, `${onlyFirst} against ${onlySecond}`).toBe(mcnemar(counts) < 0.05);
    }
});

test('tails of a distribution add up to one', () => {
  expect(atMost(37, 100, 0.3) + atLeast(38, 100, 0.3)).toBeCloseTo(1, 10);
  expect(atMost(5000, 10_000, 0.5)).toBeCloseTo(0.50399, 4);
});

test('answers to the same images are counted by who is right', () => {
  expect(pair([0, 1, 2, 3], [0, 1, 0, 0], [0, 0, 2, 0])).toEqual({ images: 4, bothRight: 1, onlyFirst: 1, onlySecond: 1, neither: 1 });
});

test('two networks that are equally good are told apart in at most 5 % of cases', () => {
  let seed = 7;
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  let rejected = 0;
  for (let i = 0; i < 2000; i++) {
    let onlyFirst = 0;
    for (let image = 0; image < 60; image++) if (random() < 0.5) onlyFirst++;
    if (mcnemar(paired(onlyFirst, 60 - onlyFirst)) < 0.05) rejected++;
  }
  expect(rejected / 2000).toBeLessThan(0.06);
  expect(rejected / 2000).toBeGreaterThan(0.01);
});

test('many tests are held to one level as p.adjust of R does', () => {
  // p.adjust(c(0.01, 0.02, 0.03, 0.04), "holm"); p.adjust(c(0.5, 0.001, 0.6), "holm")
  expect(holm([0.01, 0.02, 0.03, 0.04])).toEqual([0.04, 0.06, 0.06, 0.06]);
  expect(holm([0.5, 0.001, 0.6])).toEqual([1, 0.003, 1]);
  expect(holm([])).toEqual([]);
});

test('classes are counted one by one, and those without images not at all', () => {
  const labels = [0, 0, 0, 2, 2];
  const pairs = byClass(labels, [0, 1, 0, 2, 0], [0, 0, 0, 2, 2]);

  expect(pairs.map(({ label, images, bothRight, onlyFirst, onlySecond, neither }) => [label, images, bothRight, onlyFirst, onlySecond, neither])).toEqual([
    [0, 3, 2, 0, 1, 0],
    [2, 2, 1, 0, 1, 0],
  ]);
  expect(pairs.every(({ p }) => p === 1)).toBe(true);
});

test('the difference of two confusion matrices tells what the second answers instead', () => {
  expect(confusionDifference([0, 0, 1], [1, 0, 1], [0, 0, 0], 2)).toEqual([
    [1, -1],
    [1, -1],
  ]);
});
