import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { Experiment } from '../../api/types';
import { formatAge, formatDateTime } from '../../base/format';
import { paths } from '../../base/paths';
import { useNow } from '../../base/useNow';
import { StatusCounts } from '../../widgets/StatusBadge';
import { words } from '../../words';
import classes from './ExperimentList.module.css';

const MINUTE_MILLIS = 60_000;

export function ExperimentList({ experiments }: { readonly experiments: readonly Experiment[] }) {
  const now = useNow(MINUTE_MILLIS);
  return (
    <ul className={classes.list} aria-label={words().experiments.title}>
      {experiments.map((experiment) => (
        <li key={experiment.id} className={classes.row}>
          <Anchor component={Link} to={paths.experiment(experiment.id)} fw={600} size="sm" className={classes.link}>
            {experiment.starred && '★ '}
            {experiment.name}
          </Anchor>
          <span className={classes.words}>{experiment.description || words().common.runs(total(experiment))}</span>
          <span className={classes.state}>
            <StatusCounts counts={experiment.counts} />
          </span>
          <span className={classes.age} title={formatDateTime(experiment.createdAt)}>
            {formatAge(experiment.createdAt, now)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function total({ counts }: Experiment): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
