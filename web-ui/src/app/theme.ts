import { Button, Checkbox, createTheme, type CSSVariablesResolver } from '@mantine/core';
import { DIMMED, FONT_SIZE, GROUND, HEADER_HEIGHT, LINE, PRIMARY, SHADE, SPACE, STATUS_COLORS, TEXT, type Scheme } from '../base/tokens';

const SYSTEM_FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", "Helvetica Neue", Arial, sans-serif';

const pixels = (values: Readonly<Record<string, number>>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${value}px`]));

/** The component library as docs/design.md wants it. */
export const theme = createTheme({
  colors: { yard: PRIMARY },
  primaryColor: 'yard',
  primaryShade: { light: 8, dark: 8 },
  fontFamily: SYSTEM_FONTS,
  fontSizes: pixels(FONT_SIZE),
  spacing: pixels(SPACE),
  headings: {
    fontFamily: SYSTEM_FONTS,
    fontWeight: '650',
    sizes: { h2: { fontSize: '20px', lineHeight: '1.3' }, h4: { fontSize: '16px', lineHeight: '1.35' }, h5: { fontSize: '13px', lineHeight: '1.4' } },
  },
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    Checkbox: Checkbox.extend({ defaultProps: { radius: 'sm' } }),
    CheckboxIndicator: Checkbox.Indicator.extend({ defaultProps: { radius: 'sm' } }),
  },
});

export const variables: CSSVariablesResolver = () => ({
  variables: { '--header-height': `${HEADER_HEIGHT}px` },
  light: variablesOf('light'),
  dark: variablesOf('dark'),
});

function variablesOf(scheme: Scheme): Record<string, string> {
  return {
    '--mantine-color-body': GROUND[scheme],
    '--mantine-color-text': TEXT[scheme],
    '--mantine-color-dimmed': DIMMED[scheme],
    '--mantine-color-placeholder': DIMMED[scheme],
    '--mantine-color-default-border': LINE[scheme],
    '--mantine-color-default': GROUND[scheme],
    '--mantine-color-default-hover': SHADE[scheme],
    '--mantine-color-anchor': scheme === 'light' ? PRIMARY[8] : PRIMARY[4],
    '--mantine-primary-color-light-color': scheme === 'light' ? PRIMARY[9] : PRIMARY[2],
    '--mantine-color-error': STATUS_COLORS.failed[scheme],
    '--mantine-color-red-light-color': STATUS_COLORS.failed[scheme],
    '--mantine-color-red-filled': '#b4161b',
    '--mantine-color-red-filled-hover': '#961217',
    ...Object.fromEntries(Object.entries(STATUS_COLORS).map(([status, color]) => [`--status-${status}`, color[scheme]])),
  };
}
