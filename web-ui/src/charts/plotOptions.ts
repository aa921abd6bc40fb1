import type uPlot from 'uplot';
import { formatMetric, formatNumber } from '../base/format';
import { strokeOf } from './palette';

/** One curve of a chart: which metric of which run, and how it is called. */
export type Line = { readonly run: string; readonly metric: string; readonly label: string; readonly index: number };

export type PlotLook = {
  readonly dark: boolean;
  readonly logarithmic: boolean;
};

const TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];
const FONT = '12px system-ui, sans-serif';

export function plotOptions(lines: readonly Line[], look: PlotLook, width: number, height: number): uPlot.Options {
  const axis: uPlot.Axis = {
    stroke: look.dark ? '#c1c2c5' : '#495057',
    grid: { stroke: look.dark ? '#ffffff14' : '#00000012', width: 1 },
    ticks: { show: false },
    font: FONT,
    labelFont: FONT,
  };
  const percent = lines.length > 0 && lines.every((line) => line.metric.endsWith('accuracy'));
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
      { ...axis, incrs: TICKS, label: 'Epoch', labelSize: 20, size: 32 },
      {
        ...axis,
        size: 62,
        values: (_, ticks) =>
          ticks.map((tick) => (tick === null ? '' : percent ? `${formatNumber(Number((tick * 100).toFixed(4)))} %` : formatNumber(tick))),
      },
    ],
    series: [{}, ...lines.map((line) => seriesOptions(line, look.dark))],
  };
}

function seriesOptions(line: Line, dark: boolean): uPlot.Series {
  const { color, dash } = strokeOf(line.index, dark);
  return {
    label: line.label,
    stroke: color,
    width: 2,
    points: { size: 5, fill: color },
    ...(dash.length > 0 ? { dash: [...dash] } : {}),
    spanGaps: true,
    value: (_, value: number | null) => formatMetric(line.metric, value),
  };
}
