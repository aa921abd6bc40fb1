import { Select, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import type { Presets } from '../../api/types';
import { formatInteger } from '../../base/format';
import { LayersTable } from '../../widgets/LayersTable';
import { Panel } from '../../widgets/Panel';
import type { Form } from './formModel';

type Props = { readonly form: Form; readonly presets: Presets };

/** The layers of each chosen network for one of the chosen data sets. */
export function LayersPreview({ form, presets }: Props) {
  const [wantedDataset, setDataset] = useState<string | null>(null);
  const [wantedNetwork, setNetwork] = useState<string | null>(null);
  const networks = presets.networks.filter(({ name }) => form.networks.includes(name));
  const datasets = presets.datasets.filter(({ name }) => form.datasets.includes(name));
  const dataset = datasets.find(({ name }) => name === wantedDataset) ?? datasets[0];
  const network = networks.find(({ name }) => name === wantedNetwork) ?? networks[0];
  if (!network || !dataset) return null;
  const layers = network.layersByDataset[dataset.name];
  return (
    <Panel
      title="Layers"
      actions={
        datasets.length > 1 && (
          <Select
            aria-label="Data set of the layers"
            size="xs"
            data={datasets.map(({ name, title }) => ({ value: name, label: title }))}
            value={dataset.name}
            allowDeselect={false}
            onChange={setDataset}
          />
        )
      }
    >
      <Tabs value={network.name} onChange={setNetwork}>
        <Tabs.List mb="xs">
          {networks.map(({ name, title, parametersByDataset }) => (
            <Tabs.Tab key={name} value={name}>
              {title}{' '}
              <Text span size="xs" c="dimmed">
                {formatInteger(parametersByDataset[dataset.name])}
              </Text>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={network.name}>
          {layers ? (
            <LayersTable label={`Layers of ${network.title} for ${dataset.title}`} layers={layers} />
          ) : (
            <Text size="sm" c="red">
              {network.title} does not fit the images of {dataset.title}.
            </Text>
          )}
        </Tabs.Panel>
      </Tabs>
    </Panel>
  );
}
