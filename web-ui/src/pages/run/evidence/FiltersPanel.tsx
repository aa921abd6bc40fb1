import { Stack, Text } from '@mantine/core';
import { readTiles } from '../../../api/tiles';
import type { RunDetails } from '../../../api/types';
import { words } from '../../../words';
import { Explanation } from './Explanation';
import { tensorName } from './layerNames';
import { Loaded } from './Loaded';
import { TileSheet } from './TileSheet';

export function FiltersPanel({ run }: { readonly run: RunDetails }) {
  const said = words().evidence.filters;
  return (
    <Stack gap="sm">
      <Explanation>
        {said.explanation}
      </Explanation>
      <Loaded run={run} name="filters.tiles" read={readTiles}>
        {(sets) => (
          <>
            {sets.map((set) => {
              const tile = set.tiles[0];
              const name = said.pictures(tensorName(run.network, set.name), set.tiles.length, tile?.height ?? 0, tile?.width ?? 0);
              return (
                <Stack key={set.name} gap={4}>
                  <Text size="sm">{name}</Text>
                  <TileSheet set={set} label={said.weights(name)} />
                </Stack>
              );
            })}
          </>
        )}
      </Loaded>
    </Stack>
  );
}
