import { Box, Text, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useId, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { align } from '../series/align';
import classes from './MetricChart.module.css';
import { AXIS, axisOptions, seriesOptions, tickText } from './plotOptions';
import { Swatch } from './Swatch';

/** Points from left to right. */
export type Curve = { readonly label: string; readonly x: readonly number[]; readonly y: readonly number[] };

type Props = {
  readonly title: string;
  readonly curves: readonly Curve[];
  /** A share, from 0 to 1. */
  readonly across: string;
  /** Whether the values are shares too. */
  readonly percent: boolean;
  readonly height?: number;
};

const MANY_POINTS = 40;

/** Curves of a finished measurement over a share. What they say must stand beside them in words or as a table. */
export function CurveChart({ title, curves, across, percent, height = 240 }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const canvasHost = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const dark = useComputedColorScheme('light') === 'dark';

  useEffect(() => {
    const host = canvasHost.current;
    if (host === null || width === 0) return undefined;
    const axis = axisOptions(dark);
    const chart = new uPlot(
      {
        width,
        height,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false, range: [0, 1] } },
        axes: [
          { ...axis, label: across, labelSize: AXIS.label, size: AXIS.bottom, values: (_, ticks) => ticks.map((tick) => tickText(tick, true)) },
          { ...axis, size: AXIS.left, values: (_, ticks) => ticks.map((tick) => tickText(tick, percent)) },
        ],
        series: [{}, ...curves.map((curve, i) => ({ ...seriesOptions(i, dark), ...(curve.x.length > MANY_POINTS ? { points: { show: false } } : {}) }))],
      },
      align(curves.map(({ x, y }) => ({ epochs: x, values: y }))),
      host,
    );
    return () => chart.destroy();
  }, [curves, across, percent, dark, width, height]);

  return (
    <Box component="section" aria-labelledby={titleId} className={classes.chart}>
      <Text component="h3" id={titleId} fw={600} size="sm" mb={4}>
        {title}
      </Text>
      <div ref={ref} className={classes.frame} style={{ height }}>
        <div ref={canvasHost} aria-hidden="true" />
      </div>
      <ul className={classes.legend} aria-label="Legend">
        {curves.map(({ label }, i) => (
          <li key={label} className={classes.item}>
            <Swatch index={i} dark={dark} />
            <span>{label}</span>
          </li>
        ))}
      </ul>
    </Box>
  );
}
