import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useResolvedNetwork } from '../../api/networks';
import type { DatasetPreset, NetworkPreset, Presets } from '../../api/types';
import { formatInteger } from '../../base/format';
import { FoldedLayers } from '../../widgets/FoldedLayers';
import { LoadingRows } from '../../widgets/LoadingRows';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import type { Form } from './formModel';

type Props = { readonly form: Form; readonly presets: Presets };

/** The layers of one of the chosen networks for one of the chosen data sets. */
export function LayersPreview({ form, presets }: Props) {
  const [wantedDataset, setDataset] = useState<string | null>(null);
  const [wantedNetwork, setNetwork] = useState<string | null>(null);
  const networks = presets.networks.filter(({ name }) => form.networks.includes(name));
  const datasets = presets.datasets.filter(({ name }) => form.datasets.includes(name));
  const dataset = datasets.find(({ name }) => name === wantedDataset) ?? datasets[0];
  const network = networks.find(({ name }) => name === wantedNetwork) ?? networks[0];
  if (!network || !dataset) return null;
  return (
    <Panel title="Layers">
      <Stack gap="xs">
        {networks.length > 1 && (
          <Select
            label="Network"
            size="xs"
            data={networks.map(({ name, title, parametersByDataset }) => ({
              value: name,
              label: `${title}, ${formatInteger(parametersByDataset[dataset.name])} parameters`,
            }))}
            value={network.name}
            allowDeselect={false}
            onChange={setNetwork}
          />
        )}
        {datasets.length > 1 && (
          <Select
            label="Data set"
            size="xs"
            data={datasets.map(({ name, title }) => ({ value: name, label: title }))}
            value={dataset.name}
            allowDeselect={false}
            onChange={setDataset}
          />
        )}
        {dataset.name in network.parametersByDataset ? (
          <PresetLayers network={network} dataset={dataset} />
        ) : (
          <Text size="sm" c="red">
            {network.title} does not fit the images of {dataset.title}.
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function PresetLayers({ network, dataset }: { readonly network: NetworkPreset; readonly dataset: DatasetPreset }) {
  const resolved = useResolvedNetwork({ preset: network.name }, dataset.name);
  if (resolved.isPending) return <LoadingRows rows={6} height={24} />;
  if (resolved.isError) return <ProblemAlert error={resolved.error} onRetry={() => void resolved.refetch()} />;
  return <FoldedLayers label={`Layers of ${network.title} for ${dataset.title}`} layers={resolved.data.layers} />;
}
