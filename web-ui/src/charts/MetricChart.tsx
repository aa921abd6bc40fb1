import { Button, Text, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useReducer, useRef, useState } from 'react';
import 'uplot/dist/uPlot.min.css';
import { fileName, save } from '../base/download';
import type { AlignedColumns } from '../series/Alignment';
import type { MetricStore } from '../series/MetricStore';
import { words } from '../words';
import { ChartFrame } from './ChartFrame';
import { ChartLegend } from './ChartLegend';
import { ChartMenu } from './ChartMenu';
import { EpochBars } from './EpochBars';
import { csvOf, pngOf, svgOf, type Drawing } from './exports';
import { Plot, type Pointer, type Zoom } from './Plot';
import { isPercent, placesOf, type Line } from './plotOptions';
import { Values } from './Values';
import { ValueTable } from './ValueTable';
import classes from './MetricChart.module.css';

export type MetricChartProps = {
  readonly title: string;
  /** Of its heading: 3 within a part of the page that has one itself. */
  readonly order?: 2 | 3;
  readonly store: MetricStore;
  readonly lines: readonly Line[];
  readonly height?: number;
  readonly smoothing?: number;
  readonly logarithmic?: boolean;
  /** Charts with the same key share the pointer and the zoom. */
  readonly syncKey?: string;
  /** Whether the names of the curves stand elsewhere on the page. */
  readonly withoutLegend?: boolean;
  /** The run that is pointed at elsewhere on the page. */
  readonly focusedRun?: string | null;
  /** Said where there is no epoch to draw. */
  readonly emptyText?: string | undefined;
};

type Drawn = { readonly data: AlignedColumns; readonly hidden: number };

/** Curves of metrics. New points reach the canvas without passing through component state, once a frame. */
export function MetricChart(props: MetricChartProps) {
  const { title, order = 2, store, lines, height = 220, smoothing = 0, logarithmic = false, syncKey, withoutLegend = false, focusedRun } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(null);
  const drawn = useRef<Drawn>({ data: [[]], hidden: 0 });
  const zoom = useRef<Zoom>(null);
  const dark = useComputedColorScheme('light') === 'dark';
  const [points, setPoints] = useState(0);
  const [, drawBars] = useReducer((count: number) => count + 1, 0);
  const [left, setLeft] = useState(0);
  const [pointer, setPointer] = useState<Pointer>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const [zoomed, setZoomed] = useState(false);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const settings = { dark, logarithmic, faintRaw: smoothing > 0, syncKey, smoothing, width, height };
  // The lines are compared by content: a new array of equal lines must not rebuild the chart.
  const shape = JSON.stringify([lines, settings]);

  useEffect(() => {
    const element = host.current;
    if (element === null || width === 0) return undefined;
    const created = new Plot(element, store, lines, settings, zoom.current, {
      drawn: (data, notShown) => {
        drawn.current = { data, hidden: notShown };
        setPoints(Math.min(2, data[0].length));
        // Of a single epoch there are bars in place of curves, which follow their values.
        if (data[0].length === 1) drawBars();
        setLeft(notShown);
      },
      zoomed: (range) => {
        zoom.current = range;
        setZoomed(range !== null);
      },
      pointed: setPointer,
      focused: setFocused,
    });
    plot.current = created;
    setHidden(new Set());
    setZoomed(zoom.current !== null);
    return () => {
      plot.current = null;
      created.destroy();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shape, store, width]);

  useEffect(() => {
    if (focusedRun === undefined) return;
    const place = lines.findIndex(({ run, within }) => run === focusedRun && !within);
    plot.current?.focus(place < 0 ? null : place);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [focusedRun, shape]);

  const toggle = (line: number) => {
    const next = new Set(hidden);
    if (!next.delete(line)) next.add(line);
    plot.current?.show(line, !next.has(line));
    setHidden(next);
  };
  const drawing = (): Drawing => {
    const [x, ...columns] = drawn.current.data;
    const step = settings.faintRaw ? 2 : 1;
    const curves = lines.flatMap(({ label, stroke }, i) => (hidden.has(i) ? [] : [{ label, stroke, x, y: columns[step * i + step - 1] ?? [] }]));
    return { title, across: words().charts[placesOf(lines)], percent: isPercent(lines), logarithmic, curves };
  };
  const saveAs = (ending: string, content: string, type: string) => save(new Blob([content], { type }), fileName(title, ending));
  const savePng = async () => save(await pngOf(svgOf(drawing(), dark)), fileName(title, 'png'));

  const { charts } = words();
  const nothingPositive = logarithmic && points > 0 && left > 0 && drawn.current.data.slice(1).every((column) => column.every((value) => value === null));
  return (
    <ChartFrame
      title={title}
      order={order}
      actions={
        <span className={classes.actions}>
          {zoomed && (
            <Button size="compact-xs" variant="light" onClick={() => plot.current?.showAll()}>
              {charts.resetZoom}
            </Button>
          )}
          {points > 0 && (
            <ChartMenu
              title={title}
              onPng={() => void savePng()}
              onSvg={() => saveAs('svg', svgOf(drawing(), dark), 'image/svg+xml')}
              onCsv={() => saveAs('csv', csvOf(drawing()), 'text/csv')}
            />
          )}
        </span>
      }
    >
      <div ref={ref} className={classes.frame} style={{ height }}>
        <div ref={host} aria-hidden="true" style={{ visibility: points > 1 && !nothingPositive ? 'visible' : 'hidden' }} />
        {points > 1 && pointer !== null && <Values {...{ pointer, lines, hidden, focused }} data={drawn.current.data} columns={settings.faintRaw ? 2 : 1} />}
        {(points === 0 || nothingPositive) && (
          <Text className={classes.empty} c="dimmed" size="sm">
            {nothingPositive ? charts.nothingPositive : (props.emptyText ?? charts.notYet)}
          </Text>
        )}
        {points === 1 && !nothingPositive && <EpochBars store={store} lines={lines.filter(({ within }) => !within)} />}
      </div>
      {logarithmic && left > 0 && !nothingPositive && (
        <Text size="xs" c="dimmed" role="note">
          {charts.notPositive(left)}
        </Text>
      )}
      {points > 1 && !withoutLegend && <ChartLegend lines={lines} hidden={hidden} focused={focused} onToggle={toggle} onFocus={(line) => plot.current?.focus(line)} />}
      <ValueTable title={title} store={store} lines={lines.filter(({ within }) => !within)} />
    </ChartFrame>
  );
}
