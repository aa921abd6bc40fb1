import { useComputedColorScheme } from '@mantine/core';
import { strokeOf, type StrokeId } from './palette';

/** The colour and dash of a curve. */
export function Swatch({ stroke, faint = false }: { readonly stroke: StrokeId; readonly faint?: boolean | undefined }) {
  const { color, dash } = strokeOf(stroke, useComputedColorScheme('light') === 'dark');
  return (
    <svg width="20" height="8" aria-hidden="true" style={{ flexShrink: 0 }}>
      <line x1="0" y1="4" x2="20" y2="4" stroke={color} strokeWidth={faint ? 1 : 3} strokeDasharray={dash.join(' ')} />
    </svg>
  );
}
