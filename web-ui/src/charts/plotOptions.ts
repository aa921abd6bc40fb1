import type uPlot from 'uplot';
import { formatNumber, isShare } from '../base/format';
import { DIMMED } from '../base/tokens';
import { words } from '../words';
import { strokeOf, type StrokeId } from './palette';

/** One curve of a chart: which metric of which run, and how it is called. */
export type Line = {
  readonly run: string;
  readonly metric: string;
  readonly label: string;
  readonly stroke: StrokeId;
  /** Whether it shows the points within epochs, behind the curves of the epochs. */
  readonly within?: boolean;
  /** Whether its places are steps, as of a run that is trained elsewhere, and not epochs. */
  readonly steps?: boolean;
};

/** What the places of the curves are. */
export function placesOf(lines: readonly Line[]): 'epoch' | 'step' | 'place' {
  if (lines.length > 0 && lines.every(({ steps }) => steps)) return 'step';
  return lines.some(({ steps }) => steps) ? 'place' : 'epoch';
}

/** Whole ones, as few as there are room for: 1, 2, 5, 10 and on to a thousand million. */
const EPOCH_STEPS = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();
/** Where points lie within epochs, halves and tenths of one can be told apart. */
const PARTS_OF_EPOCHS = [0.1, 0.2, 0.5];
const FONT = '12px system-ui, sans-serif';
const DIGIT_PIXELS = 7;
const FAINT = '40';
const BEHIND = 'b0';

/** How every axis looks. */
export function axisOptions(dark: boolean): uPlot.Axis {
  return {
    stroke: DIMMED[dark ? 'dark' : 'light'],
    grid: { stroke: dark ? '#ffffff14' : '#00000012', width: 1 },
    ticks: { show: false },
    font: FONT,
    labelFont: FONT,
  };
}

/** As much room as the longest number of the upright axis needs. */
export function axisWidth(labels: readonly string[] | null): number {
  return Math.max(44, Math.max(0, ...(labels ?? []).map((label) => label.length)) * DIGIT_PIXELS + 14);
}

/** Room for the numbers of the level axis and for the name below them, in pixels. */
export const LEVEL_AXIS = { size: 28, labelSize: 18 } as const;

export function tickText(tick: number | null, percent: boolean): string {
  if (tick === null) return '';
  if (percent) return `${formatNumber(Number((tick * 100).toFixed(4)))} %`;
  const size = Math.abs(tick);
  return size >= 1e5 ? tick.toExponential().replace('e+', 'e') : formatNumber(tick);
}

/** From where to where values are drawn: a little more than they take up, and of shares never more than there can be. */
export function valueRange(least: number | null, greatest: number | null, percent: boolean): [number, number] {
  if (least === null || greatest === null || !Number.isFinite(least) || !Number.isFinite(greatest)) return [0, 1];
  const room = greatest > least ? (greatest - least) * 0.05 : percent ? 0.05 : Math.abs(greatest) * 0.1 || 1;
  const [low, high] = [least - room, greatest + room];
  if (percent && least >= 0 && greatest <= 1) return [Math.max(0, low), Math.min(1, high)];
  return [least >= 0 ? Math.max(0, low) : low, high];
}

/** Whole powers of ten around what is drawn. */
export function powersAround(least: number | null, greatest: number | null): [number, number] {
  if (least === null || greatest === null || least <= 0) return [0.1, 1];
  const [low, high] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(greatest))];
  return [10 ** low, 10 ** Math.max(high, low + 1)];
}

export type PlotLook = {
  readonly dark: boolean;
  readonly logarithmic: boolean;
  /** Whether each curve stands before its smoothed one. */
  readonly faintRaw: boolean;
  /** Charts with the same key share the pointer and the zoom. */
  readonly syncKey: string | undefined;
};

export function isPercent(lines: readonly Line[]): boolean {
  return lines.length > 0 && lines.every((line) => isShare(line.metric));
}

export function plotOptions(lines: readonly Line[], look: PlotLook, width: number, height: number): uPlot.Options {
  const axis = axisOptions(look.dark);
  const percent = isPercent(lines);
  const level: uPlot.Axis = {
    ...axis,
    ...LEVEL_AXIS,
    label: words().charts[placesOf(lines)],
    incrs: lines.some(({ within }) => within) ? [...PARTS_OF_EPOCHS, ...EPOCH_STEPS] : EPOCH_STEPS,
  };
  return {
    width,
    height,
    legend: { show: false },
    focus: { alpha: lines.length > 1 ? 0.25 : 1 },
    cursor: {
      points: { size: 7 },
      drag: { x: true, y: false },
      focus: { prox: 24 },
      ...(look.syncKey === undefined ? {} : { sync: { key: look.syncKey } }),
    },
    scales: {
      x: { time: false, range: (_, min, max) => (min === max ? [min - 1, max + 1] : [min, max]) },
      y: look.logarithmic
        ? { distr: 3, log: 10, range: (_, min, max) => powersAround(min, max) }
        : { range: (_, min, max) => valueRange(min, max, percent) },
    },
    axes: [level, { ...axis, size: (_, labels) => axisWidth(labels), values: (_, ticks) => ticks.map((tick) => tickText(tick, percent)) }],
    series: [{}, ...lines.flatMap((line) => (look.faintRaw ? [faint(line, look.dark), drawn(line, look.dark)] : [drawn(line, look.dark)]))],
  };
}

function drawn(line: Line, dark: boolean): uPlot.Series {
  return line.within ? { ...faint(line, dark), stroke: strokeOf(line.stroke, dark).color + BEHIND } : curve(line.stroke, dark);
}

export function curve(id: StrokeId, dark: boolean): uPlot.Series {
  const { color, dash } = strokeOf(id, dark);
  return {
    stroke: color,
    width: id.color === 'beside' ? 1.25 : 1.75,
    points: { size: 5, fill: color },
    ...(dash.length > 0 ? { dash: [...dash] } : {}),
    spanGaps: true,
  };
}

/** What was measured, behind what is left of it by smoothing. */
function faint({ stroke }: Pick<Line, 'stroke'>, dark: boolean): uPlot.Series {
  return { stroke: strokeOf(stroke, dark).color + FAINT, width: 1, points: { show: false }, spanGaps: true };
}

