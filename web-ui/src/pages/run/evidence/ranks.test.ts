import { expect, test } from 'vitest';
import type { RankReport } from '../../../api/evidence';
import { measuredCurves, spectrumCurves, sufficientShare } from './ranks';

const layer = (tensor: string, alone: readonly number[]) => ({
  tensor,
  ranks: [1, 2],
  alone,
  spectrum: { rows: 2, columns: 2, singularValues: [4, 1], rank: 2, effectiveRank: 1.6, stableRank: 1.1 },
});
const REPORT: RankReport = {
  measure: 'accuracy',
  images: 100,
  whole: 0.9,
  fractions: [0.1, 0.5],
  layers: [layer('0.weight', [0.5, 0.89]), layer('2.weight', [])],
  together: [0.2, 0.895],
};
const named = (tensor: string) => `the ${tensor}`;

test('curves end with the whole network, and a layer that was not reduced alone has none', () => {
  expect(measuredCurves(REPORT, REPORT.layers, named)).toEqual([
    { label: 'all layers together', x: [0.1, 0.5, 1], y: [0.2, 0.895, 0.9] },
    { label: 'the 0.weight', x: [0.1, 0.5, 1], y: [0.5, 0.89, 0.9] },
  ]);
});

test('singular values are shares of the greatest', () => {
  expect(spectrumCurves(REPORT.layers.slice(0, 1), named)).toEqual([{ label: 'the 0.weight', x: [0.5, 1], y: [1, 0.25] }]);
});

test('enough is what loses at most a hundredth', () => {
  expect(sufficientShare(REPORT)).toBe(0.5);
  expect(sufficientShare({ ...REPORT, together: [0.2, 0.8] })).toBe(1);
});

test('of an error less is better', () => {
  expect(sufficientShare({ ...REPORT, measure: 'meanAbsoluteError', whole: 10, together: [30, 10.05] })).toBe(0.5);
});
