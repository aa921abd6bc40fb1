import { useEffect, useMemo, useRef } from 'react';
import { sheetOf, type TileSet } from '../../../api/tiles';
import classes from './TilePicture.module.css';

/** Pixels of a tile's side as it is shown, at least; a tile that is larger by itself is shown as it is. */
const SIDE = 64;
const COLUMNS = 16;

/** All tiles of a set in one picture. */
export function TileSheet({ set: { tiles }, label }: { readonly set: TileSet; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const sheet = useMemo(() => sheetOf(tiles, COLUMNS), [tiles]);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(sheet.pixels, sheet.width, sheet.height), 0, 0);
  }, [sheet]);
  const rows = tiles[0]?.height ?? 1;
  const scale = Math.max(1, Math.round(SIDE / (rows === 1 ? 4 : rows)));
  return (
    <canvas
      ref={canvas}
      width={sheet.width}
      height={sheet.height}
      role="img"
      aria-label={label}
      className={classes.sheet}
      style={{ width: sheet.width * scale }}
    />
  );
}
