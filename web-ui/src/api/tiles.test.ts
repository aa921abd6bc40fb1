import { expect, test } from 'vitest';
import { pixelsOf, readTiles, sheetOf, type Tile } from './tiles';

/** "TYTL", version 1, one set "ab" of two tiles of one channel, one row and two columns. */
const FILE = [
  ...[0x54, 0x59, 0x54, 0x4c, 1, 0, 1, 0],
  ...[2, 0, 0x61, 0x62, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0],
  ...[0, 0, 0x80, 0xbf, 0, 0, 0, 0x3f, 0, 255],
  ...[0, 0, 0, 0, 0, 0, 0x80, 0x3f, 7, 8],
];
const bufferOf = (bytes: readonly number[]) => new Uint8Array(bytes).buffer;

test('tiles come with their names, shapes and ranges', () => {
  const [set] = readTiles(bufferOf(FILE));

  expect(set?.name).toBe('ab');
  expect(set?.tiles.map(({ least, greatest }) => [least, greatest])).toEqual([
    [-1, 0.5],
    [0, 1],
  ]);
  expect(set?.tiles.map(({ width, bytes }) => [width, ...bytes])).toEqual([
    [2, 0, 255],
    [2, 7, 8],
  ]);
});

test('another file or version is refused', () => {
  expect(() => readTiles(bufferOf([1, 2, 3, 4, 5, 6, 7, 8]))).toThrow('does not hold pictures');
  expect(() => readTiles(bufferOf(FILE.with(4, 2)))).toThrow('version 2');
});

test('one channel is grey, three are red, green and blue', () => {
  const tile = { height: 1, width: 2, least: 0, greatest: 1 };

  expect([...pixelsOf({ ...tile, channels: 1, bytes: new Uint8Array([5, 6]) })]).toEqual([5, 5, 5, 255, 6, 6, 6, 255]);
  expect([...pixelsOf({ ...tile, channels: 3, bytes: new Uint8Array([1, 2, 3, 4, 5, 6]) })]).toEqual([1, 3, 5, 255, 2, 4, 6, 255]);
});

const grey = (width: number, height: number, ...bytes: number[]): Tile => ({ channels: 1, height, width, least: 0, greatest: 1, bytes: new Uint8Array(bytes) });

test('a sheet has its tiles in rows, and nothing between them', () => {
  const { width, height, pixels } = sheetOf([grey(1, 2, 10, 20), grey(1, 2, 30, 40), grey(1, 2, 50, 60)], 2);

  expect([width, height]).toEqual([3, 5]);
  const reds = Array.from({ length: width * height }, (_, i) => (pixels[4 * i + 3] === 0 ? '-' : pixels[4 * i]));
  expect(reds).toEqual([10, '-', 30, 20, '-', 40, '-', '-', '-', 50, '-', '-', 60, '-', '-']);
});

test('a long row is broken', () => {
  const { width, height, pixels } = sheetOf([grey(65, 1, ...Array.from({ length: 65 }, (_, i) => i))], 16);

  expect([width, height]).toEqual([64, 2]);
  expect([pixels[4 * 63], pixels[4 * 64]]).toEqual([63, 64]);
});
