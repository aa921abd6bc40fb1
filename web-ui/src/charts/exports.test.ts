import { expect, test } from 'vitest';
import { csvOf, roundTicks, svgOf, type Drawing } from './exports';
import { strokeAt } from './palette';

const DRAWING: Drawing = {
  title: 'Loss <of> two',
  across: 'Epoch',
  percent: false,
  logarithmic: false,
  curves: [
    { label: 'a, b', stroke: strokeAt(0), x: [1, 2, 3], y: [3, 2, 1] },
    { label: '=SUM(A1)', stroke: strokeAt(9), x: [2, 3], y: [5, null] },
  ],
};

test('a chart is a table of a line an epoch, and no formula', () => {
  expect(csvOf(DRAWING).trim().split('\r\n')).toEqual(["Epoch,\"a, b\",'=SUM(A1)", '1,3,', '2,2,5', '3,1,']);
});

test('a chart is a picture with its curves and their names', () => {
  const svg = svgOf(DRAWING, false);

  expect(svg.match(/<polyline/g)).toHaveLength(2);
  expect(svg).toContain('Loss &lt;of&gt; two');
  expect(svg).toContain('stroke-dasharray');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('a logarithmic picture has its powers of ten', () => {
  const svg = svgOf({ ...DRAWING, logarithmic: true, curves: [{ label: 'a', stroke: strokeAt(0), x: [1, 2], y: [0.02, 20] }] }, true);

  for (const power of ['>0.01<', '>0.1<', '>1<', '>10<', '>100<']) expect(svg).toContain(power);
});

test('ticks are round numbers', () => {
  expect(roundTicks(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(roundTicks(3, 42)).toEqual([10, 20, 30, 40]);
});
