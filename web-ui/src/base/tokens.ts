/** Colours and measures of the pages, in one place; docs/design.md says why they are so. */

/**
 * Of curves: after Okabe and Ito (2008), which colour-blind readers can tell apart, darker on white and lighter on black so that each has a
 * contrast of at least 3 to 1 with its ground.
 */
export const SERIES_COLORS = {
  light: ['#0072b2', '#d55e00', '#00805d', '#b0478f', '#8a6d00', '#2f86c5', '#8c4a1f', '#4d5b66'],
  dark: ['#56b4e9', '#ff9248', '#2fc99a', '#e59bc9', '#f0d34a', '#9adcff', '#d9a37c', '#b6c2cc'],
} as const;

/** What is drawn beside the curve that counts, such as the training set beside the test set. */
export const BESIDE_COLOR = { light: '#868e96', dark: '#868e96' } as const;

/** Beyond the last colour the dashes change, so that colour is never the only sign. */
export const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 4], [10, 4, 2, 4]];

/** Words on the page's own ground; none of them is near a colour of curves. */
export const STATUS_COLORS = {
  queued: { light: '#5c636a', dark: '#a6adb4' },
  running: { light: '#4338ca', dark: '#a5b4fc' },
  paused: { light: '#6d3a8e', dark: '#cba6f0' },
  completed: { light: '#2b6e1f', dark: '#9bd67d' },
  failed: { light: '#b4161b', dark: '#ff8f8f' },
  cancelled: { light: '#6b4f2a', dark: '#c9ad84' },
} as const;

/** Ten shades of the colour of what can be clicked; the eighth is that of words and filled buttons. */
export const PRIMARY = ['#e6f4f7', '#cde7ed', '#a3d3de', '#75bdcd', '#4fa9bd', '#3198af', '#1c87a0', '#0c7189', '#0a6378', '#075163'] as const;

export const GROUND = { light: '#ffffff', dark: '#16191d' } as const;
export const TEXT = { light: '#1b2026', dark: '#d7dce1' } as const;
export const DIMMED = { light: '#59616a', dark: '#9ba4ad' } as const;
export const LINE = { light: '#dfe3e8', dark: '#2c3239' } as const;
/** Of raised and striped parts. */
export const SHADE = { light: '#f5f7f9', dark: '#1d2126' } as const;

/** In pixels; each but the smallest is a step of four. */
export const SPACE = { xs: 4, sm: 8, md: 12, lg: 16, xl: 24 } as const;
export const FONT_SIZE = { xs: 11.5, sm: 13, md: 14, lg: 16, xl: 18 } as const;
export const ROW_HEIGHT = { compact: 32, comfortable: 40 } as const;
export const HEADER_HEIGHT = 44;

export type Scheme = 'light' | 'dark';
