import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { readTiles, type TileSet } from '../../../api/tiles';
import type { RunDetails } from '../../../api/types';
import { plural } from '../../../base/format';
import { Explanation } from './Explanation';
import { layerName, spread } from './layerNames';
import { Loaded } from './Loaded';
import { TileSheet } from './TileSheet';

/** Of a deep network: nobody looks at more. */
const DRAWN = 30;
const FILE = /^feature-maps-(\d+)\.tiles$/;

export function FeatureMapsPanel({ run }: { readonly run: RunDetails }) {
  const images = run.artifacts.flatMap(({ name }) => FILE.exec(name)?.[1] ?? []).sort((a, b) => Number(a) - Number(b));
  const [chosen, setChosen] = useState(images[0] ?? '0');
  return (
    <Stack gap="sm">
      <Explanation>
        What each layer makes of one test image: a map for each channel, from its least value (dark) to its greatest (bright). First layers keep
        the image’s outlines; later ones tell in few pixels whether something is there, and the last how much speaks for each class.
      </Explanation>
      <SegmentedControl
        aria-label="Test image"
        value={chosen}
        onChange={setChosen}
        data={images.map((image) => ({ value: image, label: `Image ${Number(image) + 1}` }))}
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
          Of the {sets.length} sets, {DRAWN} are drawn; the file has all.
        </Text>
      )}
      {spread(sets, DRAWN).map((set, i) => {
        const name = titleOf(set, i === 0 ? 'the image as the network sees it' : layerName(network, set.name));
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
  return first.height === 1 && tiles.length === 1 ? `${name}: ${plural(first.width, 'number')}` : `${name}: ${plural(tiles.length, 'map')} of ${first.height}×${first.width}`;
}
