import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { Axis } from './axis';
import classes from './Relations.module.css';

export type Places = { readonly x: (at: number) => number; readonly y: (at: number) => number; readonly width: number; readonly height: number };

type Props = {
  readonly across: Axis;
  readonly up: Axis;
  readonly acrossName: string;
  readonly upName: string;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly height?: number;
  readonly children: (places: Places) => ReactNode;
};

const PLOT = { left: 84, right: 16, top: 12, bottom: 44 };

/** Two axes with their ticks and names, and what is drawn between them. */
export function Plane({ across, up, acrossName, upName, label, height = 320, children }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const inner = { width: Math.max(0, width - PLOT.left - PLOT.right), height: height - PLOT.top - PLOT.bottom };
  const x = (at: number) => PLOT.left + at * inner.width;
  const y = (at: number) => PLOT.top + (1 - at) * inner.height;
  return (
    <div ref={ref} className={classes.plane} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label}>
          {up.ticks.map(({ at, label: text }) => (
            <g key={text}>
              <line x1={PLOT.left} x2={width - PLOT.right} y1={y(at)} y2={y(at)} className={classes.grid} />
              <text x={PLOT.left - 8} y={y(at) + 4} textAnchor="end" className={classes.tick}>
                {shortened(text)}
              </text>
            </g>
          ))}
          {across.ticks.map(({ at, label: text }) => (
            <text key={text} x={x(at)} y={height - PLOT.bottom + 18} textAnchor="middle" className={classes.tick}>
              {shortened(text)}
            </text>
          ))}
          <text x={PLOT.left + inner.width / 2} y={height - 6} textAnchor="middle" className={classes.name}>
            {acrossName}
          </text>
          <text transform={`translate(12 ${PLOT.top + inner.height / 2}) rotate(-90)`} textAnchor="middle" className={classes.name}>
            {upName}
          </text>
          {children({ x, y, ...inner })}
        </svg>
      )}
    </div>
  );
}

const LONGEST = 14;

/** The beginning of a long name. */
export const shortened = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
