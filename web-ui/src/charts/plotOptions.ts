import type uPlot from 'uplot';
import { formatNumber, isShare } from '../base/format';
import { strokeOf } from './palette';

/** One curve of a chart: which metric of which run, and how it is called. */
export type Line = { readonly run: string; readonly metric: string; readonly label: string; readonly index: number };

export type PlotLook = {
  readonly dark: boolean;
  readonly logarithmic: boolean;
};

const TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];
const FONT = '12px system-ui, sans-serif';

/** How every axis looks. */
export function axisOptions(dark: boolean): uPlot.Axis {
  return {
    stroke: dark ? '#c1c2c5' : '#495057',
    grid: { stroke: dark ? '#ffffff14' : '#00000012', width: 1 },
    ticks: { show: false },
    font: FONT,
    labelFont: FONT,
  };
}

/** Room for the numbers of the upright axis and for the name below the other, in pixels. */
export const AXIS = { left: 62, bottom: 32, label: 20 } as const;

export function tickText(tick: number | null, percent: boolean): string {
  if (tick === null) return '';
  return percent ? `${formatNumber(Number((tick * 100).toFixed(4)))} %` : formatNumber(tick);
}

export function plotOptions(lines: readonly Line[], look: PlotLook, width: number, height: number): uPlot.Options {
  const axis = axisOptions(look.dark);
  const percent = lines.length > 0 && lines.every((line) => isShare(line.metric));
  return {
    width,
    height,
    legend: { show: false },
    cursor: { points: { size: 7 }, drag: { x: true, y: false } },
    scales: {
      x: { time: false, range: (_, min, max) => (min === max ? [min - 1, max + 1] : [min, max]) },
      y: look.logarithmic ? { distr: 3, log: 10 } : {},
    },
    axes: [
      { ...axis, incrs: TICKS, label: 'Epoch', labelSize: AXIS.label, size: AXIS.bottom },
      { ...axis, size: AXIS.left, values: (_, ticks) => ticks.map((tick) => tickText(tick, percent)) },
    ],
    series: [{}, ...lines.map((line) => seriesOptions(line.index, look.dark))],
  };
}

export function seriesOptions(index: number, dark: boolean): uPlot.Series {
  const { color, dash } = strokeOf(index, dark);
  return {
    stroke: color,
    width: 2,
    points: { size: 5, fill: color },
    ...(dash.length > 0 ? { dash: [...dash] } : {}),
    spanGaps: true,
  };
}
