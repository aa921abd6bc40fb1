import uPlot from 'uplot';
import { Alignment, type AlignedColumns } from '../series/Alignment';
import type { MetricStore } from '../series/MetricStore';
import { columnsOf, notPositive } from './columns';
import { plotOptions, type Line, type PlotLook } from './plotOptions';

export type Zoom = readonly [number, number] | null;
/** Where the pointer is: the place on the level axis and the pixels from the canvas's corner. */
export type Pointer = { readonly index: number; readonly x: number; readonly left: number; readonly top: number; readonly width: number } | null;

export type PlotSettings = PlotLook & { readonly smoothing: number; readonly width: number; readonly height: number };

export type PlotListener = {
  readonly drawn: (data: AlignedColumns, hidden: number) => void;
  readonly zoomed: (zoom: Zoom) => void;
  readonly pointed: (pointer: Pointer) => void;
  readonly focused: (line: number | null) => void;
};

/** A canvas that follows a store: what is new is drawn once a frame, and a zoom stays until it is undone. */
export class Plot {
  private readonly chart: uPlot;
  private readonly alignment: Alignment;
  private readonly unsubscribe: () => void;
  private frame = 0;
  private zoom: Zoom;

  constructor(
    host: HTMLElement,
    private readonly store: MetricStore,
    private readonly lines: readonly Line[],
    private readonly settings: PlotSettings,
    zoom: Zoom,
    private readonly listener: PlotListener,
  ) {
    this.alignment = new Alignment(settings.logarithmic);
    this.zoom = zoom;
    const options = plotOptions(lines, settings, settings.width, settings.height);
    this.chart = new uPlot(
      { ...options, hooks: { setScale: [(u, key) => key === 'x' && this.scaled(u)], setCursor: [(u) => this.moved(u)], setSeries: [(_, index) => this.listener.focused(index === null ? null : this.lineOf(index))] } },
      this.data(),
      host,
    );
    if (zoom) this.chart.setScale('x', { min: zoom[0], max: zoom[1] });
    this.unsubscribe = store.subscribe(() => {
      if (this.frame === 0) this.frame = requestAnimationFrame(() => this.draw());
    });
  }

  destroy(): void {
    this.unsubscribe();
    cancelAnimationFrame(this.frame);
    this.chart.destroy();
  }

  show(line: number, shown: boolean): void {
    for (const series of this.seriesOf(line)) this.chart.setSeries(series, { show: shown });
  }

  focus(line: number | null): void {
    const series = line === null ? null : (this.seriesOf(line).at(-1) ?? null);
    this.chart.setSeries(series, { focus: true });
  }

  /** Shows all again, in the charts that share the zoom too. */
  showAll(): void {
    const { syncKey } = this.settings;
    const charts = syncKey === undefined ? [this.chart] : uPlot.sync(syncKey).plots;
    for (const chart of charts) {
      const places = chart.data[0];
      chart.setScale('x', { min: places[0] ?? 0, max: places.at(-1) ?? 1 });
    }
  }

  /** With smoothing each line is two series, the raw one first. */
  private seriesOf(line: number): number[] {
    return this.settings.faintRaw ? [2 * line + 1, 2 * line + 2] : [line + 1];
  }

  private lineOf(series: number): number {
    return this.settings.faintRaw ? Math.floor((series - 1) / 2) : series - 1;
  }

  private draw(): void {
    this.frame = 0;
    const zoom = this.zoom;
    if (zoom === null) {
      this.chart.setData(this.data());
      return;
    }
    this.chart.setData(this.data(), false);
    this.chart.setScale('x', { min: zoom[0], max: zoom[1] });
  }

  private data(): AlignedColumns {
    const columns = columnsOf(this.store, this.lines, this.settings.smoothing);
    const data = this.alignment.update(columns);
    this.listener.drawn(data, this.settings.logarithmic ? notPositive(columns) : 0);
    return data;
  }

  private scaled(chart: uPlot): void {
    const places = chart.data[0];
    const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
    const { min = first, max = last } = chart.scales.x as { min?: number; max?: number };
    const zoom: Zoom = places.length > 1 && (min > first || max < last) ? [min, max] : null;
    if (zoom?.[0] === this.zoom?.[0] && zoom?.[1] === this.zoom?.[1]) return;
    this.zoom = zoom;
    this.listener.zoomed(zoom);
  }

  private moved(chart: uPlot): void {
    const { idx, left = -1, top = -1 } = chart.cursor;
    const x = idx === null || idx === undefined ? undefined : chart.data[0][idx];
    this.listener.pointed(idx === null || idx === undefined || x === undefined || left < 0 ? null : { index: idx, x, left, top, width: chart.over.clientWidth });
  }
}
