import { Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { words } from '../words';
import type { Layer } from './layerRows';
import { LayersTable } from './LayersTable';

/** The table of a network's layers, those within branches folded away at first. */
export function FoldedLayers({ label, layers }: { readonly label: string; readonly layers: readonly Layer[] }) {
  const [inside, setInside] = useState(false);
  const branches = layers.some(({ path }) => path.includes('.branches.'));
  return (
    <Stack gap="xs">
      {branches && <Switch size="xs" label={words().layers.showWithin} checked={inside} onChange={(event) => setInside(event.currentTarget.checked)} />}
      <LayersTable label={label} layers={layers} inside={inside} />
    </Stack>
  );
}
