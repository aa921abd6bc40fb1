import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { readTiles, type TileSet } from '../../../api/tiles';
import type { RunDetails } from '../../../api/types';
import { words } from '../../../words';
import { Explanation } from './Explanation';
import { layerName, spread } from './layerNames';
import { Loaded } from './Loaded';
import { TileSheet } from './TileSheet';

/** Of a deep network: nobody looks at more. */
const DRAWN = 30;
const FILE = /^feature-maps-(\d+)\.tiles$/;

export function FeatureMapsPanel({ run }: { readonly run: RunDetails }) {
  const images = run.artifacts.flatMap(({ name }) => FILE.exec(name)?.[1] ?? []).sort((a, b) => Number(a) - Number(b));
  const said = words().evidence.maps;
  const [chosen, setChosen] = useState(images[0] ?? '0');
  return (
    <Stack gap="sm">
      <Explanation>
        {said.explanation}
      </Explanation>
      <SegmentedControl
        aria-label={said.choose}
        value={chosen}
        onChange={setChosen}
        data={images.map((image) => ({ value: image, label: said.image(Number(image) + 1) }))}
        style={{ alignSelf: 'start', flexWrap: 'wrap' }}
      />
      <Loaded run={run} name={`feature-maps-${chosen}.tiles`} read={readTiles}>
        {(sets) => <Maps run={run} sets={sets} />}
      </Loaded>
    </Stack>
  );
}

function Maps({ run: { network }, sets }: { readonly run: RunDetails; readonly sets: readonly TileSet[] }) {
  return (
    <>
      {sets.length > DRAWN && (
        <Text size="sm" c="dimmed">
          {words().evidence.maps.drawn(sets.length, DRAWN)}
        </Text>
      )}
      {spread(sets, DRAWN).map((set, i) => {
        const name = titleOf(set, i === 0 ? words().evidence.maps.input : layerName(network, set.name));
        return (
          <Stack key={set.name} gap={4}>
            <Text size="sm">{name}</Text>
            <TileSheet set={set} label={name} />
          </Stack>
        );
      })}
    </>
  );
}

function titleOf({ tiles }: TileSet, name: string): string {
  const first = tiles[0];
  if (!first) return name;
  const { numbers, maps } = words().evidence.maps;
  return first.height === 1 && tiles.length === 1 ? numbers(name, first.width) : maps(name, tiles.length, first.height, first.width);
}
