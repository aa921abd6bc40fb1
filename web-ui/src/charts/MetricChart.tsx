import { Box, Text, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useId, useReducer, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { align } from '../series/align';
import type { MetricStore } from '../series/MetricStore';
import { smooth } from '../series/smoothing';
import { ChartLegend } from './ChartLegend';
import { EpochBars } from './EpochBars';
import { LastValues } from './LastValues';
import { plotOptions, type Line } from './plotOptions';
import classes from './MetricChart.module.css';

export type MetricChartProps = {
  readonly title: string;
  readonly store: MetricStore;
  readonly lines: readonly Line[];
  readonly height?: number;
  readonly smoothing?: number;
  readonly logarithmic?: boolean;
  /** Said where there is no epoch to draw. */
  readonly emptyText?: string;
};

/** Curves of metrics by epoch. New points reach the canvas without passing through component state, once a frame. */
export function MetricChart(props: MetricChartProps) {
  const { title, store, lines, height = 260, smoothing = 0, logarithmic = false } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const canvasHost = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const titleId = useId();
  const dark = useComputedColorScheme('light') === 'dark';
  const [epochs, setEpochs] = useState(0);
  const [, redrawBars] = useReducer((count: number) => count + 1, 0);
  const [cursor, setCursor] = useState<number | null>(null);
  const shape = JSON.stringify([lines, dark, logarithmic, smoothing, height]);

  useEffect(() => {
    const host = canvasHost.current;
    if (host === null || width === 0) return undefined;
    const options = plotOptions(lines, { dark, logarithmic }, width, height);
    const chart = new uPlot(
      { ...options, hooks: { setCursor: [(u) => setCursor(u.cursor.idx === null || u.cursor.idx === undefined ? null : (u.data[0][u.cursor.idx] ?? null))] } },
      columns(),
      host,
    );
    plot.current = chart;
    let frame = 0;
    const unsubscribe = store.subscribe(() => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    });
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
      chart.destroy();
    };

    function draw() {
      frame = 0;
      chart.setData(columns());
    }

    function columns(): uPlot.AlignedData {
      const parts = lines.map((line) => {
        const series = store.series(line.run, line.metric);
        const values = series?.values() ?? [];
        return { epochs: series?.epochs() ?? [], values: smoothing > 0 ? smooth(values, smoothing) : values };
      });
      const aligned = align(parts, logarithmic);
      setEpochs(Math.min(2, aligned[0].length));
      if (aligned[0].length === 1) redrawBars();
      return aligned;
    }
    // The lines are compared by content: a new array of equal lines must not rebuild the chart.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shape, store, width]);

  return (
    <Box component="section" aria-labelledby={titleId} className={classes.chart}>
      <Text component="h3" id={titleId} fw={600} size="sm" mb={4}>
        {title}
      </Text>
      <div ref={ref} className={classes.frame} style={{ height }}>
        <div ref={canvasHost} aria-hidden="true" style={{ visibility: epochs > 1 ? 'visible' : 'hidden' }} />
        {epochs === 0 && (
          <Text className={classes.empty} c="dimmed" size="sm">
            {props.emptyText ?? 'The curve starts when the first epoch is complete.'}
          </Text>
        )}
        {epochs === 1 && <EpochBars store={store} lines={lines} dark={dark} />}
      </div>
      {epochs > 1 && <ChartLegend store={store} lines={lines} dark={dark} epoch={cursor} />}
      <LastValues title={title} store={store} lines={lines} />
    </Box>
  );
}
