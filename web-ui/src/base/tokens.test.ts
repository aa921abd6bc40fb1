import { expect, test } from 'vitest';
import { colorDistance, contrast } from './contrast';
import { DIMMED, GROUND, PRIMARY, SERIES_COLORS, SHADE, STATUS_COLORS, TEXT } from './tokens';

const SCHEMES = ['light', 'dark'] as const;

test('contrast and distance are those of their definitions', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(colorDistance('#ffffff', '#000000')).toBeCloseTo(100, 0);
});

test.each(SCHEMES)('words can be read on every ground, %s', (scheme) => {
  const grounds = [GROUND[scheme], SHADE[scheme]];
  const words = [TEXT[scheme], DIMMED[scheme], scheme === 'light' ? PRIMARY[8] : PRIMARY[4], ...Object.values(STATUS_COLORS).map((color) => color[scheme])];
  for (const ground of grounds) for (const word of words) expect(contrast(word, ground), `${word} on ${ground}`).toBeGreaterThanOrEqual(4.5);
});

test('white words can be read on a filled button', () => {
  expect(contrast('#ffffff', PRIMARY[8])).toBeGreaterThanOrEqual(4.5);
});

test.each(SCHEMES)('curves stand out from their ground, %s', (scheme) => {
  for (const color of SERIES_COLORS[scheme]) expect(contrast(color, GROUND[scheme]), color).toBeGreaterThanOrEqual(3);
});

test.each(SCHEMES)('no state of a run is taken for a curve, %s', (scheme) => {
  const states = ['running', 'completed', 'failed'] as const;
  for (const state of states)
    for (const color of SERIES_COLORS[scheme]) expect(colorDistance(STATUS_COLORS[state][scheme], color), `${state} and ${color}`).toBeGreaterThanOrEqual(15);
});
