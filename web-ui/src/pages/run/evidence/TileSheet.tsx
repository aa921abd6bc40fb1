import { useMemo } from 'react';
import { sheetOf, type TileSet } from '../../../api/tiles';
import { PixelPicture } from './PixelPicture';
import classes from './TilePicture.module.css';

/** Pixels of a tile's side as it is shown, at least; a tile that is larger by itself is shown as it is. */
const SIDE = 64;
const COLUMNS = 16;

/** All tiles of a set in one picture. */
export function TileSheet({ set: { tiles }, label }: { readonly set: TileSet; readonly label: string }) {
  const picture = useMemo(() => sheetOf(tiles, COLUMNS), [tiles]);
  const rows = tiles[0]?.height ?? 1;
  const scale = Math.max(1, Math.round(SIDE / (rows === 1 ? 4 : rows)));
  return <PixelPicture picture={picture} label={label} className={classes.sheet} style={{ width: picture.width * scale }} />;
}
