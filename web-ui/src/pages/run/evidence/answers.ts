import type { Example } from '../../../api/evidence';

/** The classes that the network finds most probable, the likeliest first; the image's own class is always among them. */
export function likeliest({ label, probabilities }: Example, most: number): number[] {
  const order = probabilities.map((_, index) => index).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
  const shown = order.slice(0, most);
  return shown.includes(label) ? shown : [...shown.slice(0, -1), label];
}
