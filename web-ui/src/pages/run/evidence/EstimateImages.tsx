import { Group, Paper, Stack, Text } from '@mantine/core';
import { readJson, type Estimate, type EstimateReport } from '../../../api/evidence';
import { readTiles, type Tile } from '../../../api/tiles';
import type { RunDetails } from '../../../api/types';
import { words } from '../../../words';
import { withUnit } from './EstimatesPanel';
import classes from './Examples.module.css';
import { Explanation } from './Explanation';
import { Loaded } from './Loaded';
import { TilePicture } from './TilePicture';

type Props = { readonly run: RunDetails; readonly set: 'first' | 'worst'; readonly explanation: string };

/** Some of the test images with what the network tells of each, and what is true. */
export function EstimateImages({ run, set, explanation }: Props) {
  return (
    <Stack gap="sm">
      <Explanation>{explanation}</Explanation>
      <Loaded run={run} name="estimate-report.json" read={readJson<EstimateReport>}>
        {(report) => (
          <Loaded run={run} name="images.tiles" read={readTiles}>
            {(sets) => (
              <ul className={classes.cards}>
                {report[set].map((estimate, i) => (
                  <Card key={estimate.image} estimate={estimate} unit={report.unit} tile={sets.find(({ name }) => name === set)?.tiles[i]} />
                ))}
              </ul>
            )}
          </Loaded>
        )}
      </Loaded>
    </Stack>
  );
}

const PICTURE_PIXELS = 72;

function Card({ estimate: { image, target, output }, unit, tile }: { readonly estimate: Estimate; readonly unit: string; readonly tile: Tile | undefined }) {
  const { picture, image: number, estimate, off } = words().evidence.example;
  const truth = withUnit(target, unit);
  return (
    <Paper component="li" withBorder p="sm">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        {tile && <TilePicture tile={tile} size={PICTURE_PIXELS} label={picture(image + 1, truth)} />}
        <Stack gap={2} className="numbers">
          <Text size="sm" fw={600}>
            {truth}
          </Text>
          <Text size="sm">{estimate(withUnit(output, unit))}</Text>
          <Text size="sm">{off(withUnit(output - target, unit))}</Text>
          <Text size="xs" c="dimmed">
            {number(image + 1)}
          </Text>
        </Stack>
      </Group>
    </Paper>
  );
}
