import { expect, test } from 'vitest';
import { readPredictions, sameImages } from './predictions';

function fileOf(labels: readonly number[], predictions: readonly number[]): ArrayBuffer {
  const bytes = new Uint8Array(12 + 2 * labels.length);
  bytes.set(new TextEncoder().encode('TYPR'));
  const view = new DataView(bytes.buffer);
  view.setUint16(4, 1, true);
  view.setUint16(6, 10, true);
  view.setUint32(8, labels.length, true);
  bytes.set(labels, 12);
  bytes.set(predictions, 12 + labels.length);
  return bytes.buffer;
}

test('labels and predictions are read', () => {
  const { labels, predictions } = readPredictions(fileOf([7, 2], [7, 1]));

  expect([...labels]).toEqual([7, 2]);
  expect([...predictions]).toEqual([7, 1]);
});

test('another file, or one that ends too early, is refused', () => {
  expect(() => readPredictions(new ArrayBuffer(20))).toThrow('predictions');
  expect(() => readPredictions(fileOf([1, 2, 3], [1, 2, 3]).slice(0, 14))).toThrow('too early');
});

test('images are the same where their labels are, one by one', () => {
  const [a, b, c] = [[1, 2], [1, 2], [2, 1]].map((labels) => readPredictions(fileOf(labels, labels)));
  if (!a || !b || !c) throw new Error('three files');

  expect(sameImages(a, b)).toBe(true);
  expect(sameImages(a, c)).toBe(false);
});
