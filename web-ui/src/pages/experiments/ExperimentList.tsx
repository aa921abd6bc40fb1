import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Experiment } from '../../api/types';
import { formatAge, formatDateTime, plural } from '../../base/format';
import { paths } from '../../base/paths';
import { useNow } from '../../base/useNow';
import { StatusCounts } from '../../widgets/StatusBadge';
import classes from './ExperimentList.module.css';

const MINUTE_MILLIS = 60_000;

export function ExperimentList({ experiments }: { readonly experiments: readonly Experiment[] }) {
  const now = useNow(MINUTE_MILLIS);
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Experiments">
      {experiments.map((experiment) => (
        <Paper key={experiment.id} component="li" withBorder px="md" py="sm" className={classes.row}>
          <Group justify="space-between" gap="sm">
            <div className={classes.words}>
              <Anchor component={Link} to={paths.experiment(experiment.id)} fw={600} className={classes.link}>
                {experiment.name}
              </Anchor>
              <Text size="sm" c="dimmed" lineClamp={1}>
                {experiment.description || plural(total(experiment), 'run')}
              </Text>
            </div>
            <Group gap="md" className={classes.state}>
              <StatusCounts counts={experiment.counts} />
              <Text size="sm" c="dimmed" title={formatDateTime(experiment.createdAt)} className={classes.age}>
                {formatAge(experiment.createdAt, now)}
              </Text>
            </Group>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}

function total({ counts }: Experiment): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
