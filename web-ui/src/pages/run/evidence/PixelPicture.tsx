import { type CSSProperties, useEffect, useRef } from 'react';
import type { Pixels } from '../../../api/tiles';

type Props = {
  readonly picture: Pixels;
  /** What a reader who does not see it is told. */
  readonly label: string;
  readonly className: string | undefined;
  readonly style: CSSProperties;
};

/** Pixels as a picture of their own size, shown in another by its style. */
export function PixelPicture({ picture: { width, height, pixels }, label, className, style }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [pixels, width, height]);
  return <canvas ref={canvas} width={width} height={height} role="img" aria-label={label} className={className} style={style} />;
}
