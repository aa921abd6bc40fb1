import { Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useResolvedNetwork } from '../../api/networks';
import type { DatasetPreset, NetworkSpec, Presets } from '../../api/types';
import { formatInteger } from '../../base/format';
import { FoldedLayers } from '../../widgets/FoldedLayers';
import { LoadingRows } from '../../widgets/LoadingRows';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import type { Form } from './formModel';
import { titleOf } from './labels';

type Props = { readonly form: Form; readonly presets: Presets };
type Choice = { readonly name: string; readonly title: string; readonly label: string; readonly spec: NetworkSpec; readonly fits: boolean };

const OWN = ' own';
const CHECK_AFTER_MILLIS = 300;

/** The layers of one of the chosen networks, the reader's own among them, for one of the chosen data sets. */
export function LayersPreview({ form, presets }: Props) {
  const [wantedDataset, setDataset] = useState<string | null>(null);
  const [wantedNetwork, setNetwork] = useState<string | null>(null);
  const said = words().form.layers;
  const datasets = presets.datasets.filter(({ name }) => form.datasets.includes(name));
  const dataset = datasets.find(({ name }) => name === wantedDataset) ?? datasets[0];
  if (!dataset) return null;
  const networks = choicesOf(form, presets, dataset);
  const network = networks.find(({ name }) => name === wantedNetwork) ?? networks[0];
  if (!network) return null;
  return (
    <Panel title={said.title}>
      <Stack gap="xs">
        {networks.length > 1 && (
          <Select label={said.network} size="xs" data={networks.map(({ name, label }) => ({ value: name, label }))} value={network.name} allowDeselect={false} onChange={setNetwork} />
        )}
        {datasets.length > 1 && (
          <Select
            label={said.dataset}
            size="xs"
            data={datasets.map((one) => ({ value: one.name, label: titleOf(one) }))}
            value={dataset.name}
            allowDeselect={false}
            onChange={setDataset}
          />
        )}
        {network.fits ? (
          <Layers network={network} dataset={dataset} />
        ) : (
          <Text size="sm" c="var(--status-failed)">
            {said.misfit(network.title, titleOf(dataset))}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function choicesOf(form: Form, presets: Presets, dataset: DatasetPreset): Choice[] {
  const known = presets.networks
    .filter(({ name }) => form.networks.includes(name))
    .map((preset) => ({
      name: preset.name,
      title: titleOf(preset),
      label: words().form.layers.choice(titleOf(preset), formatInteger(preset.parametersByDataset[dataset.name])),
      spec: { preset: preset.name },
      fits: dataset.name in preset.parametersByDataset,
    }));
  const title = words().form.own.name;
  return form.ownWanted && form.ownLayers.length > 0 ? [...known, { name: OWN, title, label: title, spec: { layers: form.ownLayers }, fits: true }] : known;
}

function Layers({ network, dataset }: { readonly network: Choice; readonly dataset: DatasetPreset }) {
  const said = words().form.layers;
  // One's own network changes with every key that is pressed.
  const [spec] = useDebouncedValue(network.spec, network.name === OWN ? CHECK_AFTER_MILLIS : 0);
  const resolved = useResolvedNetwork(spec, dataset.name);
  if (resolved.isPending) return <LoadingRows rows={6} height={20} />;
  // What is wrong with it stands in the editor.
  if (resolved.isError && network.name === OWN) return <Text size="sm" c="dimmed">{said.unfinished}</Text>;
  if (resolved.isError) return <ProblemAlert error={resolved.error} onRetry={() => void resolved.refetch()} />;
  return <FoldedLayers label={said.label(network.title, titleOf(dataset))} layers={resolved.data.layers} />;
}
