import type { Column } from '../series/Alignment';
import { withinEpochs, type MetricStore } from '../series/MetricStore';
import { smooth } from '../series/smoothing';
import type { Line } from './plotOptions';

const NOTHING: Column = { x: [], values: [], revision: -1 };

/** The curves of a chart by epoch; with smoothing each one raw and then smoothed. */
export function columnsOf(store: MetricStore, lines: readonly Line[], smoothing: number): Column[] {
  const raw = lines.map((line) => columnOf(store, line));
  // A smoothed value depends on those before it alone, so that what is new changes none of them.
  return smoothing > 0 ? raw.flatMap((column) => [column, { ...column, values: smooth(column.values, smoothing) }]) : raw;
}

function columnOf(store: MetricStore, line: Line): Column {
  const series = store.series(line.run, line.within ? withinEpochs(line.metric) : line.metric);
  return series ? { x: series.epochs(), values: series.values(), revision: series.revision } : NOTHING;
}

/** How many values a logarithmic axis cannot show. */
export function notPositive(columns: readonly Column[]): number {
  return columns.reduce((count, { values }) => count + Array.from(values).filter((value) => value <= 0).length, 0);
}
