import { strokeOf } from './palette';

/** The colour and dash of a curve. */
export function Swatch({ index, dark }: { readonly index: number; readonly dark: boolean }) {
  const { color, dash } = strokeOf(index, dark);
  return (
    <svg width="22" height="8" aria-hidden="true">
      <line x1="0" y1="4" x2="22" y2="4" stroke={color} strokeWidth="3" strokeDasharray={dash.join(' ')} />
    </svg>
  );
}
