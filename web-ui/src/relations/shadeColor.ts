import { PRIMARY } from '../base/tokens';

/** From the ground of the page for the worst, to the strongest shade for the best. */
export function shadeColor(share: number, dark: boolean): string {
  const shades = dark ? [...PRIMARY].reverse() : PRIMARY;
  return shades[Math.round(share * (shades.length - 1))] ?? PRIMARY[0];
}
