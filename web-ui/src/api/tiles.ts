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

/** Longer rows are broken: a dense layer's output would be one line. */
const LONGEST_ROW = 64;

export type Pixels = { readonly width: number; readonly height: number; readonly pixels: Uint8ClampedArray<ArrayBuffer> };

/** Tiles of one size side by side in so many columns, with a transparent pixel between them. */
export function sheetOf(tiles: readonly Tile[], columns: number): Pixels {
  const broken = tiles.map(brokenRow);
  const [tileWidth, tileHeight] = [broken[0]?.width ?? 0, broken[0]?.height ?? 0];
  const across = Math.min(columns, tiles.length);
  const width = across * (tileWidth + 1) - 1;
  const height = Math.ceil(tiles.length / across) * (tileHeight + 1) - 1;
  const pixels = new Uint8ClampedArray(4 * width * height);
  broken.forEach((tile, i) => {
    const source = pixelsOf(tile);
    const [top, left] = [Math.floor(i / across) * (tileHeight + 1), (i % across) * (tileWidth + 1)];
    for (let row = 0; row < tileHeight; row++)
      pixels.set(source.subarray(4 * row * tileWidth, 4 * (row + 1) * tileWidth), 4 * ((top + row) * width + left));
  });
  return { width, height, pixels };
}

function brokenRow(tile: Tile): Tile {
  if (tile.height > 1 || tile.channels > 1 || tile.width <= LONGEST_ROW) return tile;
  const height = Math.ceil(tile.width / LONGEST_ROW);
  const bytes = new Uint8Array(LONGEST_ROW * height);
  bytes.set(tile.bytes);
  return { ...tile, width: LONGEST_ROW, height, bytes };
}
