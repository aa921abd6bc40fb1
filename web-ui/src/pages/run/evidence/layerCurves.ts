import type { LayerStatistics } from '../../../api/evidence';
import type { LayerRow } from '../../../api/types';
import { strokeAt } from '../../../charts/palette';
import type { Line } from '../../../charts/plotOptions';
import { MetricStore } from '../../../series/MetricStore';
import { isMatrix, layerName, spread, tensorName } from './layerNames';

/** More curves cannot be told apart. */
export const DRAWN = 8;

const RUN = 'layers';

export type LayerCurves = {
  readonly store: MetricStore;
  readonly dead: readonly Line[];
  readonly zeros: readonly Line[];
  readonly norms: readonly Line[];
  readonly gradients: readonly Line[];
  /** Whether some layers are left out. */
  readonly some: boolean;
};

/** The statistics as the charts want them; of a deep network a few layers from the first to the last. */
export function layerCurves({ epochs, tensors, relus }: LayerStatistics, network: readonly LayerRow[]): LayerCurves {
  const store = new MetricStore();
  const matrices = tensors.filter(({ tensor }) => isMatrix(network, tensor));
  const drawnTensors = spread(matrices, DRAWN);
  const drawnRelus = spread(relus, DRAWN);
  for (const { tensor, norms, gradientNorms } of drawnTensors)
    store.appendColumns(RUN, { [`${tensor} norm`]: { epochs, values: norms }, [`${tensor} gradient`]: { epochs, values: gradientNorms } });
  for (const { node, dead, zeros } of drawnRelus)
    store.appendColumns(RUN, { [`${node} dead share`]: { epochs, values: dead }, [`${node} zero share`]: { epochs, values: zeros } });
  const ofTensors = (metric: string) => drawnTensors.map(({ tensor }, index) => ({ run: RUN, metric: `${tensor} ${metric}`, label: tensorName(network, tensor), stroke: strokeAt(index) }));
  const ofRelus = (metric: string) => drawnRelus.map(({ node }, index) => ({ run: RUN, metric: `${node} ${metric}`, label: layerName(network, node), stroke: strokeAt(index) }));
  return {
    store,
    dead: ofRelus('dead share'),
    zeros: ofRelus('zero share'),
    norms: ofTensors('norm'),
    gradients: ofTensors('gradient'),
    some: matrices.length > DRAWN || relus.length > DRAWN,
  };
}
