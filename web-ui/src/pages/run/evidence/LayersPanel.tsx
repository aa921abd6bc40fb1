import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { readJson, type LayerStatistics } from '../../../api/evidence';
import type { RunDetails } from '../../../api/types';
import { MetricChart } from '../../../charts/MetricChart';
import { words } from '../../../words';
import { Explanation } from './Explanation';
import { DRAWN, layerCurves } from './layerCurves';
import { Loaded } from './Loaded';

export function LayersPanel({ run }: { readonly run: RunDetails }) {
  return (
    <Stack gap="sm">
      <Explanation>
        {words().evidence.layers.explanation}
      </Explanation>
      <Loaded run={run} name="layer-statistics.json" read={readJson<LayerStatistics>}>
        {(statistics) => <Charts run={run} statistics={statistics} />}
      </Loaded>
    </Stack>
  );
}

function Charts({ run: { network }, statistics }: { readonly run: RunDetails; readonly statistics: LayerStatistics }) {
  const { store, dead, zeros, norms, gradients, some } = useMemo(() => layerCurves(statistics, network), [statistics, network]);
  const said = words().evidence.layers;
  return (
    <>
      {some && <Text size="sm">{said.drawn(DRAWN)}</Text>}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <MetricChart order={3} title={said.gradients} store={store} lines={gradients} height={220} logarithmic />
        <MetricChart order={3} title={said.norms} store={store} lines={norms} height={220} />
        {dead.length > 0 && <MetricChart order={3} title={said.dead} store={store} lines={dead} height={220} />}
        {zeros.length > 0 && <MetricChart order={3} title={said.zeros} store={store} lines={zeros} height={220} />}
      </SimpleGrid>
    </>
  );
}
