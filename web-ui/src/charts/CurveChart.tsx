import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { fileName, save } from '../base/download';
import { Alignment } from '../series/Alignment';
import { words } from '../words';
import { ChartFrame } from './ChartFrame';
import { ChartMenu } from './ChartMenu';
import { csvOf, pngOf, svgOf, type Drawing } from './exports';
import { strokeAt } from './palette';
import { axisOptions, axisWidth, curve, LEVEL_AXIS, tickText, valueRange } from './plotOptions';
import { Swatch } from './Swatch';
import classes from './MetricChart.module.css';

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
export function CurveChart({ title, curves, across, percent, height = 220 }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const host = useRef<HTMLDivElement>(null);
  const dark = useComputedColorScheme('light') === 'dark';

  useEffect(() => {
    if (host.current === null || width === 0) return undefined;
    const axis = axisOptions(dark);
    const chart = new uPlot(
      {
        width,
        height,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false, range: [0, 1] }, y: { range: (_, min, max) => valueRange(min, max, percent) } },
        axes: [
          { ...axis, ...LEVEL_AXIS, label: across, values: (_, ticks) => ticks.map((tick) => tickText(tick, true)) },
          { ...axis, size: (_, labels) => axisWidth(labels), values: (_, ticks) => ticks.map((tick) => tickText(tick, percent)) },
        ],
        series: [{}, ...curves.map(({ x }, i) => ({ ...curve(strokeAt(i), dark), ...(x.length > MANY_POINTS ? { points: { show: false } } : {}) }))],
      },
      new Alignment().update(curves.map(({ x, y }) => ({ x, values: y, revision: 0 }))),
      host.current,
    );
    return () => chart.destroy();
  }, [curves, across, percent, dark, width, height]);

  const drawing: Drawing = { title, across, percent, logarithmic: false, curves: curves.map((one, i) => ({ ...one, stroke: strokeAt(i) })) };
  const saveText = (ending: string, text: string, type: string) => save(new Blob([text], { type }), fileName(title, ending));
  const savePng = async () => save(await pngOf(svgOf(drawing, dark)), fileName(title, 'png'));
  return (
    <ChartFrame
      title={title}
      order={3}
      actions={
        <ChartMenu
          title={title}
          onPng={() => void savePng()}
          onSvg={() => saveText('svg', svgOf(drawing, dark), 'image/svg+xml')}
          onCsv={() => saveText('csv', csvOf(drawing), 'text/csv')}
        />
      }
    >
      <div ref={ref} className={classes.frame} style={{ height }}>
        <div ref={host} aria-hidden="true" />
      </div>
      <ul className={classes.names} aria-label={words().charts.legend}>
        {curves.map(({ label }, i) => (
          <li key={label} className={classes.name}>
            <Swatch stroke={strokeAt(i)} />
            <span>{label}</span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
