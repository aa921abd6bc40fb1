import { checkVersion } from './evidence';

/** What a network answers to every test image. */
export type Predictions = { readonly labels: Uint8Array; readonly predictions: Uint8Array };

const MAGIC = 'TYPR';
const HEAD = 12;

/** Reads a file of predictions, as docs/artifacts.md describes it. */
export function readPredictions(buffer: ArrayBuffer): Predictions {
  const view = new DataView(buffer);
  if (buffer.byteLength < HEAD || new TextDecoder().decode(new Uint8Array(buffer, 0, 4)) !== MAGIC) throw new Error('The file does not hold predictions.');
  checkVersion(view.getUint16(4, true));
  const images = view.getUint32(8, true);
  if (buffer.byteLength < HEAD + 2 * images) throw new Error('The file of predictions ends too early.');
  return { labels: new Uint8Array(buffer, HEAD, images), predictions: new Uint8Array(buffer, HEAD + images, images) };
}

/** Whether two runs were tested on the same images in the same order. */
export function sameImages(a: Predictions, b: Predictions): boolean {
  return a.labels.length === b.labels.length && a.labels.every((label, i) => label === b.labels[i]);
}
