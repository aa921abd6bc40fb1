/**
 * Colours that colour-blind readers can tell apart (after Okabe and Ito 2008), darker on white and lighter on black so that
 * each has a contrast of at least 3 to 1. After the last colour the dashes change, so that colour is never the only sign.
 */
const LIGHT = ['#0072b2', '#d55e00', '#008f68', '#a8478a', '#8a6d00', '#2f86c5', '#5c4fb3', '#555555'] as const;
const DARK = ['#56b4e9', '#ff9248', '#2fc99a', '#e59bc9', '#f0d34a', '#8fd0ff', '#b3a8ff', '#bbbbbb'] as const;
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 4], [10, 4, 2, 4]];

export type Stroke = { readonly color: string; readonly dash: readonly number[] };

export function strokeOf(index: number, dark: boolean): Stroke {
  const colors = dark ? DARK : LIGHT;
  return {
    color: colors[index % colors.length] ?? colors[0],
    dash: DASHES[Math.floor(index / colors.length) % DASHES.length] ?? [],
  };
}
