import { BESIDE_COLOR, DASHES, SERIES_COLORS } from '../base/tokens';

/** How a curve is told apart: which colour and dash. What stands beside the curve that counts has the neutral colour. */
export type StrokeId = { readonly color: number | 'beside'; readonly dash: number };
export type Stroke = { readonly color: string; readonly dash: readonly number[] };

const COLORS = SERIES_COLORS.light.length;
/** The stroke at a place in the order: first the colours change, then the dashes. */
export function strokeAt(place: number): StrokeId {
  return { color: place % COLORS, dash: Math.floor(place / COLORS) % DASHES.length };
}

export function strokeOf({ color, dash }: StrokeId, dark: boolean): Stroke {
  const scheme = dark ? 'dark' : 'light';
  return { color: color === 'beside' ? BESIDE_COLOR[scheme] : (SERIES_COLORS[scheme][color] ?? SERIES_COLORS[scheme][0]), dash: DASHES[dash] ?? [] };
}

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Each run has one colour on all pages, by its id. Runs that are queued together have ids that follow each other, and so different
 * colours.
 */
export function strokeOfRun(id: string): StrokeId {
  const number = [...id.slice(-2)].reduce((sum, digit) => sum * DIGITS.length + Math.max(0, DIGITS.indexOf(digit)), 0);
  return { color: number % COLORS, dash: 0 };
}

/** The strokes of runs that are shown together: those of one colour have different dashes. */
export function strokesOf(ids: readonly string[]): ReadonlyMap<string, StrokeId> {
  const taken = new Map<StrokeId['color'], number>();
  return new Map(
    ids.map((id) => {
      const { color } = strokeOfRun(id);
      const earlier = taken.get(color) ?? 0;
      taken.set(color, earlier + 1);
      return [id, { color, dash: earlier % DASHES.length }];
    }),
  );
}
