import { Anchor } from '@mantine/core';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { Run } from '../../api/types';
import { formatDateTime, formatDuration, formatMetric } from '../../base/format';
import { humanize } from '../../base/names';
import { paths } from '../../base/paths';
import { meta } from '../../widgets/columnMeta';
import { RunProgress } from '../../widgets/RunProgress';
import { selectColumn } from '../../widgets/selectColumn';
import { StatusBadge } from '../../widgets/StatusBadge';
import { words } from '../../words';

/** What a list of runs of many experiments shows, in the order in which the tracker lists them. */
export function listColumns(metric: string): ColumnDef<Run>[] {
  const { columns } = words().experiment;
  const said = words().runList;
  const plain = { enableSorting: false } as const;
  return [
    selectColumn<Run>(),
    {
      ...plain,
      ...meta({ narrow: true, grows: true }),
      id: 'name',
      header: columns.name,
      cell: ({ row: { original: run } }) => (
        <Anchor component={Link} to={paths.run(run.id)} size="sm" fw={600} truncate title={run.name}>
          {run.starred && '★ '}
          {run.name}
        </Anchor>
      ),
    },
    {
      ...plain,
      id: 'experiment',
      header: said.experiment,
      cell: ({ row: { original: run } }) => (
        <Anchor component={Link} to={paths.experiment(run.experiment.id)} size="sm" truncate title={run.experiment.name}>
          {run.experiment.name}
        </Anchor>
      ),
    },
    { ...plain, ...meta({ narrow: true }), id: 'status', header: columns.status, cell: ({ row }) => <StatusBadge status={row.original.status} /> },
    { ...plain, id: 'progress', header: columns.progress, cell: ({ row }) => <RunProgress run={row.original} /> },
    {
      ...plain,
      ...meta({ right: true, narrow: true }),
      id: 'best',
      header: columns.best(humanize(metric).toLowerCase()),
      cell: ({ row }) => <b>{formatMetric(metric, row.original.metrics[metric]?.best ?? undefined)}</b>,
    },
    { ...plain, ...meta({ right: true }), id: 'duration', header: columns.duration, cell: ({ row }) => formatDuration(row.original.durationSeconds) },
    { ...plain, id: 'created', header: said.queued, cell: ({ row }) => formatDateTime(row.original.createdAt) },
  ];
}
