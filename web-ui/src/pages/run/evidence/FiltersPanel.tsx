import { Stack, Text } from '@mantine/core';
import { readTiles } from '../../../api/tiles';
import type { RunDetails } from '../../../api/types';
import { plural } from '../../../base/format';
import { Explanation } from './Explanation';
import { tensorName } from './layerNames';
import { Loaded } from './Loaded';
import { TileSheet } from './TileSheet';

export function FiltersPanel({ run }: { readonly run: RunDetails }) {
  return (
    <Stack gap="sm">
      <Explanation>
        The weights that the first layer lays over the image, one picture for each filter or unit, from its least weight (dark) to its greatest
        (bright): what the network looks for first. Filters that have learned show edges, spots or colours; noise is what they began with.
      </Explanation>
      <Loaded run={run} name="filters.tiles" read={readTiles}>
        {(sets) => (
          <>
            {sets.map((set) => {
              const tile = set.tiles[0];
              const name = `${tensorName(run.network, set.name)}: ${plural(set.tiles.length, 'picture')} of ${tile?.height}×${tile?.width}`;
              return (
                <Stack key={set.name} gap={4}>
                  <Text size="sm">{name}</Text>
                  <TileSheet set={set} label={`Weights of ${name}`} />
                </Stack>
              );
            })}
          </>
        )}
      </Loaded>
    </Stack>
  );
}
