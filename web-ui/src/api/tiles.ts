import { checkVersion } from './evidence';

/** A small picture: bytes from its least to its greatest value, channel after channel and row after row. */
export type Tile = {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly least: number;
  readonly greatest: number;
  readonly bytes: Uint8Array;
};
export type TileSet = { readonly name: string; readonly tiles: readonly Tile[] };

const MAGIC = 'TYTL';

/** Reads a file of tiles, as docs/artifacts.md describes it. */
export function readTiles(buffer: ArrayBuffer): TileSet[] {
  const view = new DataView(buffer);
  if (buffer.byteLength < 8 || text(buffer, 0, 4) !== MAGIC) throw new Error('The file does not hold pictures.');
  checkVersion(view.getUint16(4, true));
  const sets: TileSet[] = [];
  let at = 8;
  for (let set = 0; set < view.getUint16(6, true); set++) {
    const length = view.getUint16(at, true);
    const name = text(buffer, at + 2, length);
    at += 2 + length;
    const [count = 0, channels = 0, height = 0, width = 0] = [0, 4, 8, 12].map((offset) => view.getUint32(at + offset, true));
    at += 16;
    const size = channels * height * width;
    const tiles: Tile[] = [];
    for (let i = 0; i < count; i++, at += 8 + size)
      tiles.push({
        channels,
        height,
        width,
        least: view.getFloat32(at, true),
        greatest: view.getFloat32(at + 4, true),
        bytes: new Uint8Array(buffer, at + 8, size),
      });
    sets.push({ name, tiles });
  }
  return sets;
}

function text(buffer: ArrayBuffer, at: number, length: number): string {
  return new TextDecoder().decode(new Uint8Array(buffer, at, length));
}

/** The picture as a canvas wants it, four bytes a pixel: three channels are red, green and blue, of others the first is grey. */
export function pixelsOf({ channels, height, width, bytes }: Tile): Uint8ClampedArray<ArrayBuffer> {
  const plane = height * width;
  const pixels = new Uint8ClampedArray(4 * plane);
  for (let i = 0; i < plane; i++)
    for (let color = 0; color < 3; color++) {
      pixels[4 * i + color] = bytes[channels === 3 ? color * plane + i : i] ?? 0;
      pixels[4 * i + 3] = 255;
    }
  return pixels;
}
