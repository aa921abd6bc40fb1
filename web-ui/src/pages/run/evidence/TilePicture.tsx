import { useEffect, useRef } from 'react';
import { pixelsOf, type Tile } from '../../../api/tiles';
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
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = new ImageData(pixelsOf(tile), tile.width, tile.height);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [tile]);
  const scale = size / Math.min(tile.width, tile.height);
  return (
    <canvas
      ref={canvas}
      width={tile.width}
      height={tile.height}
      role="img"
      aria-label={label}
      className={classes.picture}
      style={{ width: tile.width * scale, height: tile.height * scale }}
    />
  );
}
