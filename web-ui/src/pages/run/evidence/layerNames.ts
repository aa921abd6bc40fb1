import type { RunDetails } from '../../../api/types';
import { placeOf } from '../../../base/names';
import { layerType } from '../../../widgets/layerRows';

type Layers = RunDetails['network'];

/** Layer 7.branches.0.2 is where a tensor like 7.branches.0.2.weight belongs. */
const pathOf = (tensor: string) => tensor.split('.').slice(0, -1).join('.');

/** What a reader calls the layer at a path: its type with its place in the list of layers. */
export function layerName(layers: Layers, path: string): string {
  const type = layers.find((layer) => layer.path === path)?.type;
  return type === undefined ? path : `${layerType(type)}, ${placeOf(path)}`;
}

export function tensorName(layers: Layers, tensor: string): string {
  return layerName(layers, pathOf(tensor));
}

/** Whether a tensor is the matrix of a layer, and no bias or scale. */
export function isMatrix(layers: Layers, tensor: string): boolean {
  const type = layers.find((layer) => layer.path === pathOf(tensor))?.type;
  return tensor.endsWith('.weight') && (type === 'convolution' || type === 'dense');
}

/** At most so many of them, evenly spread, the first and the last included. */
export function spread<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.round((i * (items.length - 1)) / (most - 1))] as T);
}
