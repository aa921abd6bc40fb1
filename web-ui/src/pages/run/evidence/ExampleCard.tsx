import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { Example } from '../../../api/evidence';
import type { Tile } from '../../../api/tiles';
import { formatPercent } from '../../../base/format';
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
  return (
    <Paper component="li" withBorder radius="md" p="sm">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        {tile && <TilePicture tile={tile} size={PICTURE_PIXELS} label={`Test image ${example.image + 1}: ${label}`} />}
        <Stack gap={2} style={{ minWidth: 0 }}>
          <Text size="sm" fw={600}>
            {label}
          </Text>
          <Badge variant="light" tt="none" color={right ? 'teal' : 'red'} leftSection={right ? <IconCheck size={12} aria-hidden /> : <IconX size={12} aria-hidden />}>
            {right ? 'recognised' : `taken for ${names[example.prediction] ?? ''}`}
          </Badge>
          <Text size="xs" c="dimmed" className="numbers">
            image {example.image + 1}
          </Text>
        </Stack>
      </Group>
      <ul className={classes.bars} aria-label="Probabilities">
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
