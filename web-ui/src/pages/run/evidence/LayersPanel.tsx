import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { readJson, type LayerStatistics } from '../../../api/evidence';
import type { RunDetails } from '../../../api/types';
import { MetricChart } from '../../../charts/MetricChart';
import { Explanation } from './Explanation';
import { DRAWN, layerCurves } from './layerCurves';
import { Loaded } from './Loaded';

export function LayersPanel({ run }: { readonly run: RunDetails }) {
  return (
    <Stack gap="sm">
      <Explanation>
        How the layers fare while they learn. A channel of a ReLU is dead if it is zero for every image looked at: it learns nothing more. Gradients
        that shrink from the last layer to the first leave the first ones untrained; norms that grow without end announce a divergence.
      </Explanation>
      <Loaded run={run} name="layer-statistics.json" read={readJson<LayerStatistics>}>
        {(statistics) => <Charts run={run} statistics={statistics} />}
      </Loaded>
    </Stack>
  );
}

function Charts({ run: { network }, statistics }: { readonly run: RunDetails; readonly statistics: LayerStatistics }) {
  const { store, dead, zeros, norms, gradients, some } = useMemo(() => layerCurves(statistics, network), [statistics, network]);
  return (
    <>
      {some && <Text size="sm">Of all layers, {DRAWN} are drawn, from the first to the last.</Text>}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <MetricChart title="Norm of the gradient" store={store} lines={gradients} height={220} logarithmic />
        <MetricChart title="Norm of the weights" store={store} lines={norms} height={220} />
        {dead.length > 0 && <MetricChart title="Dead channels of the ReLUs" store={store} lines={dead} height={220} />}
        {zeros.length > 0 && <MetricChart title="Zeros among the ReLUs’ values" store={store} lines={zeros} height={220} />}
      </SimpleGrid>
    </>
  );
}
