import { useMemo } from 'react';
import { sheetOf, type Tile } from '../../../api/tiles';
import { PixelPicture } from './PixelPicture';
import classes from './TilePicture.module.css';

type Props = {
  readonly tile: Tile;
  /** What a reader who does not see it is told. */
  readonly label: string;
  /** Of its shorter side as it is shown, in CSS pixels. */
  readonly size: number;
};

/** A small picture, each of its pixels as a square. */
export function TilePicture({ tile, label, size }: Props) {
  const picture = useMemo(() => sheetOf([tile], 1), [tile]);
  const scale = size / Math.min(tile.width, tile.height);
  return (
    <PixelPicture picture={picture} label={label} className={classes.picture} style={{ width: tile.width * scale, height: tile.height * scale }} />
  );
}
