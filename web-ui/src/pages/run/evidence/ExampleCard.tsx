import { Group, Paper, Stack, Text } from '@mantine/core';
import type { Example } from '../../../api/evidence';
import type { Tile } from '../../../api/tiles';
import { formatPercent } from '../../../base/format';
import { StateBadge } from '../../../widgets/StateBadge';
import { words } from '../../../words';
import { likeliest } from './answers';
import classes from './ExampleCard.module.css';
import { TilePicture } from './TilePicture';

const SHOWN = 3;
const PICTURE_PIXELS = 72;

type Props = { readonly example: Example; readonly tile: Tile | undefined; readonly names: readonly string[] };

/** One image, what it shows and what the network says of it. */
export function ExampleCard({ example, tile, names }: Props) {
  const right = example.label === example.prediction;
  const label = names[example.label] ?? '';
  const said = words().evidence.example;
  return (
    <Paper component="li" withBorder p="sm">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        {tile && <TilePicture tile={tile} size={PICTURE_PIXELS} label={said.picture(example.image + 1, label)} />}
        <Stack gap={2} style={{ minWidth: 0 }}>
          <Text size="sm" fw={600}>
            {label}
          </Text>
          <StateBadge word={right ? `✓ ${said.recognised}` : `✗ ${said.takenFor(names[example.prediction] ?? '')}`} tone={right ? 'good' : 'bad'} />
          <Text size="xs" c="dimmed" className="numbers">
            {said.image(example.image + 1)}
          </Text>
        </Stack>
      </Group>
      <ul className={classes.bars} aria-label={said.probabilities}>
        {likeliest(example, SHOWN).map((index) => (
          <li key={index} className={classes.row}>
            <span className={classes.name} title={names[index]}>
              {names[index]}
            </span>
            <span className={classes.track} aria-hidden="true">
              <span className={index === example.label ? classes.own : classes.other} style={{ width: `${100 * (example.probabilities[index] ?? 0)}%` }} />
            </span>
            <span className={classes.value}>{formatPercent(example.probabilities[index], 1)}</span>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
