import { GROUND, LINE, TEXT } from '../base/tokens';
import { strokeOf, type StrokeId } from './palette';
import { powersAround, tickText, valueRange } from './plotOptions';

/** A chart as it leaves the page. */
export type Drawing = {
  readonly title: string;
  readonly across: string;
  readonly percent: boolean;
  readonly logarithmic: boolean;
  readonly curves: readonly { readonly label: string; readonly stroke: StrokeId; readonly x: readonly number[]; readonly y: readonly (number | null)[] }[];
};

const WIDTH = 720;
const HEIGHT = 400;
const PLOT = { left: 72, right: 16, top: 40, bottom: 48 };
const LEGEND_LINE = 18;
const TICKS = 6;

/** A picture that can be scaled, drawn from the numbers. */
export function svgOf(drawing: Drawing, dark: boolean): string {
  const scheme = dark ? 'dark' : 'light';
  const { title, across, curves, percent } = drawing;
  const x = scale(curves.flatMap((curve) => [...curve.x]), false, [PLOT.left, WIDTH - PLOT.right], (a, b) => (a === b ? [a - 1, b + 1] : [a, b]));
  const values = curves.flatMap((curve) => curve.y.filter((value): value is number => value !== null));
  const y = scale(values, drawing.logarithmic, [HEIGHT - PLOT.bottom, PLOT.top], (a, b) => (drawing.logarithmic ? powersAround(a, b) : valueRange(a, b, percent)));
  const height = HEIGHT + curves.length * LEGEND_LINE;
  const text = (left: number, top: number, anchor: string, words: string, size = 12) =>
    `<text x="${left}" y="${top}" text-anchor="${anchor}" font-size="${size}">${escaped(words)}</text>`;
  const parts = [
    `<rect width="${WIDTH}" height="${height}" fill="${GROUND[scheme]}"/>`,
    text(PLOT.left, 22, 'start', title, 15),
    ...y.ticks.map((tick) => `<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${y.at(tick)}" y2="${y.at(tick)}" stroke="${LINE[scheme]}"/>` + text(PLOT.left - 8, y.at(tick) + 4, 'end', tickText(tick, percent))),
    ...x.ticks.map((tick) => text(x.at(tick), HEIGHT - PLOT.bottom + 18, 'middle', tickText(tick, false))),
    text((PLOT.left + WIDTH - PLOT.right) / 2, HEIGHT - 12, 'middle', across),
    ...curves.map((curve) => path(curve, x.at, y.at, dark)),
    ...curves.map(({ label, stroke }, i) => {
      const top = HEIGHT + i * LEGEND_LINE;
      return `<line x1="${PLOT.left}" x2="${PLOT.left + 24}" y1="${top}" y2="${top}" ${strokeText(stroke, dark)}/>` + text(PLOT.left + 32, top + 4, 'start', label);
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" fill="${TEXT[scheme]}">${parts.join('\n')}</svg>`;
}

function path({ x, y, stroke }: Drawing['curves'][number], across: (x: number) => number, up: (y: number) => number, dark: boolean): string {
  const points = x.flatMap((place, i) => {
    const value = y[i];
    return value === null || value === undefined ? [] : [`${round(across(place))},${round(up(value))}`];
  });
  return `<polyline points="${points.join(' ')}" fill="none" ${strokeText(stroke, dark)}/>`;
}

function strokeText(id: StrokeId, dark: boolean): string {
  const { color, dash } = strokeOf(id, dark);
  return `stroke="${color}" stroke-width="1.75"${dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : ''}`;
}

type Scale = { readonly ticks: readonly number[]; readonly at: (value: number) => number };

function scale(values: readonly number[], logarithmic: boolean, [from, to]: readonly [number, number], range: (a: number, b: number) => readonly [number, number]): Scale {
  const seen = values.filter((value) => !logarithmic || value > 0);
  const least = seen.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const greatest = seen.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const [low, high] = seen.length === 0 ? [0.1, 1] : range(least, greatest);
  const place = (value: number) => (logarithmic ? Math.log10(value) : value);
  return {
    ticks: logarithmic ? powers(low, high) : roundTicks(low, high),
    at: (value) => round(from + ((place(value) - place(low)) / (place(high) - place(low))) * (to - from)),
  };
}

function powers(low: number, high: number): number[] {
  const [first, last] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
}

/** Round numbers from one to the other, about six of them. */
export function roundTicks(low: number, high: number): number[] {
  const rough = (high - low) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** One line a place, one column a curve (RFC 4180). */
export function csvOf({ across, curves }: Drawing): string {
  const places = [...new Set(curves.flatMap(({ x }) => [...x]))].sort((a, b) => a - b);
  const columns = curves.map(({ x, y }) => new Map(x.map((place, i) => [place, y[i]])));
  const rows = places.map((place) => [String(place), ...columns.map((column) => String(column.get(place) ?? ''))]);
  return csvOfRows([[across, ...curves.map(({ label }) => label)], ...rows]);
}

export function csvOfRows(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** A text that a spreadsheet would take for a formula gets an apostrophe, as in the tracker's reports. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The SVG on a canvas, twice as large for sharp print. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * image.width;
  canvas.height = 2 * image.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn.'))), 'image/png'));
}
