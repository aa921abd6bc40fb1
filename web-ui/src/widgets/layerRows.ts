import { humanize } from '../base/names';
import { words } from '../words';

/** A layer of a network as the tracker tells it. */
export type Layer = {
  /** Where it stands in the list that was written: `3`, or `7.branches.0.2` within a layer of branches. */
  readonly path: string;
  readonly type: string;
  readonly inputs: readonly number[];
  readonly spec: Readonly<Record<string, unknown>>;
  readonly output: string;
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly receptiveField: number | null;
};

export type Row = Omit<Layer, 'spec' | 'inputs'> & {
  /** Its place in its list as the editor counts, from 1. */
  readonly number: number;
  /** How many layers of branches it lies within. */
  readonly depth: number;
  /** The branch that begins with it. */
  readonly place: string | undefined;
  readonly settings: string;
};

/** The rows to show: all layers, or only those outside of branches, each with what lies within it. */
export function foldBranches(layers: readonly Layer[], inside: boolean): Row[] {
  const shown = inside ? layers : layers.filter(({ path }) => !path.includes('.branches.'));
  return shown.map(({ spec, inputs, ...layer }) => {
    const within = inside ? [] : layers.filter(({ path }) => path.startsWith(`${layer.path}.branches.`));
    const sum = (of: (part: Layer) => number) => within.reduce((total, part) => total + of(part), 0);
    return {
      ...layer,
      number: Number(layer.path.split('.').at(-1)) + 1,
      type: layerType(layer.type),
      depth: layer.path.split('.').filter((part) => part === 'branches' || part === 'layers').length,
      place: inside || layer.path.includes('.layers.') ? placeOf(layer.path) : undefined,
      settings: inputs.length > 1 ? words().layers.branches(inputs.length) : settingsOf(spec),
      parameters: layer.parameters + sum(({ parameters }) => parameters),
      multiplyAdds: layer.multiplyAdds + sum(({ multiplyAdds }) => multiplyAdds),
    };
  });
}

/** Which branch begins with the layer at a path. */
function placeOf(path: string): string | undefined {
  const branch = /\.branches\.(\d+)\.0$/.exec(path)?.[1];
  if (branch !== undefined) return words().layers.branch(Number(branch) + 1);
  return path.endsWith('.layers.0') ? words().layers.classifier : undefined;
}

/** What goes without saying. */
const USUAL: Readonly<Record<string, unknown>> = { bias: true, dilation: 1, groups: 1, padding: 0, roundUp: false, momentum: 0.1, epsilon: 1e-5 };

export function settingsOf(spec: Readonly<Record<string, unknown>>): string {
  return Object.entries(spec)
    .filter(([name, value]) => name !== 'type' && name !== 'branches' && name !== 'layers' && USUAL[name] !== value)
    .map(([name, value]) => `${humanize(name).toLowerCase()} ${Array.isArray(value) ? value.join('×') : String(value)}`)
    .join(', ');
}

/** What a kind of layer is called. */
export function layerType(type: string): string {
  return words().layerTypes[type] ?? type;
}
