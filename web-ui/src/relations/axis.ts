/** Where values lie on an axis, whatever they are: numbers evenly or by their logarithm, categories one beside the other. */
import { formatDuration, formatNumber } from '../base/format';
import { roundTicks } from '../charts/exports';
import { isPercent, type Quantity, type Value } from './quantities';

export type Tick = { readonly at: number; readonly label: string };
export type Axis = {
  readonly kind: 'number' | 'category';
  readonly logarithmic: boolean;
  /** From 0 at the beginning to 1 at the end; null for what is missing. */
  readonly at: (value: Value) => number | null;
  readonly ticks: readonly Tick[];
};

/** Of so few different values each is a tick of its own. */
const FEW = 6;
/** Numbers that span more than this are told apart by their logarithm only. */
const WIDE = 50;
/** What is left free at both ends, so that no mark is cut. */
const ROOM = 0.05;

export function axisOf(quantity: Quantity, values: readonly Value[]): Axis {
  const known = values.filter((value) => value !== null);
  if (known.every((value) => typeof value === 'number')) return numberAxis(quantity, known);
  return categoryAxis([...new Set(known.map(String))].sort((a, b) => a.localeCompare(b, undefined, { numeric: true })));
}

function categoryAxis(names: readonly string[]): Axis {
  const places = new Map(names.map((name, place) => [name, (place + 0.5) / names.length]));
  return {
    kind: 'category',
    logarithmic: false,
    at: (value) => (value === null ? null : (places.get(String(value)) ?? null)),
    ticks: names.map((label) => ({ at: places.get(label) ?? 0, label })),
  };
}

function numberAxis(quantity: Quantity, values: readonly number[]): Axis {
  const different = [...new Set(values)].sort((a, b) => a - b);
  const [low, high] = [different[0] ?? 0, different.at(-1) ?? 1];
  const logarithmic = low > 0 && high / low >= WIDE;
  const place = (value: number) => (logarithmic ? Math.log10(value) : value);
  const span = place(high) - place(low);
  const at = (value: Value) => {
    if (typeof value !== 'number') return null;
    return span === 0 ? 0.5 : ROOM + ((place(value) - place(low)) / span) * (1 - 2 * ROOM);
  };
  const ticks = different.length <= FEW ? different : logarithmic ? powers(low, high) : roundTicks(low, high);
  return { kind: 'number', logarithmic, at, ticks: apart(ticks.map((tick) => ({ at: at(tick) ?? 0, label: tickLabel(quantity, tick) }))) };
}

function powers(low: number, high: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const found = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number((10 ** (first + i)).toPrecision(12)));
  return found.length >= 2 ? found : [low, high];
}

const NEAR = 0.06;

/** Labels that would lie on each other are left out. */
function apart(ticks: readonly Tick[]): Tick[] {
  const kept: Tick[] = [];
  for (const tick of ticks) if (kept.every(({ at }) => Math.abs(at - tick.at) >= NEAR)) kept.push(tick);
  return kept;
}

function tickLabel(quantity: Quantity, value: number): string {
  if (isPercent(quantity)) return `${Number((100 * value).toPrecision(4))} %`;
  return quantity === 'duration' ? formatDuration(value) : formatNumber(value);
}
