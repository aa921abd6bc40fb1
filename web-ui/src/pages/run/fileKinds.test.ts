import { expect, test } from 'vitest';
import { kindOf } from './fileKinds';

test('a known file is described in words', () => {
  expect(kindOf('model.onnx', 'application/octet-stream')).toBe('The trained network for other programs');
});

test('feature maps tell of which image, counted from 1', () => {
  expect(kindOf('feature-maps-0.tiles', 'application/octet-stream')).toBe('What each layer makes of test image 1');
});

test('of any other file the media type is all that is known', () => {
  expect(kindOf('notes.txt', 'text/plain')).toBe('text/plain');
});
