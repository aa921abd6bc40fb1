import { Anchor, Group } from '@mantine/core';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import { CancelButton, PauseButton } from '../../actions/RunMoves';
import type { Run } from '../../api/types';
import { formatDuration, formatInteger, formatMetric, MISSING } from '../../base/format';
import { humanize } from '../../base/names';
import { paths } from '../../base/paths';
import { lowerIsBetter } from '../../base/primaryMetric';
import { hasEnded } from '../../base/runs';
import { fractionDone } from '../../base/timeLeft';
import { strokeOfRun } from '../../charts/palette';
import { Swatch } from '../../charts/Swatch';
import { meta } from '../../widgets/columnMeta';
import { RunProgress } from '../../widgets/RunProgress';
import { selectColumn } from '../../widgets/selectColumn';
import { StatusBadge } from '../../widgets/StatusBadge';
import { words } from '../../words';

function noteOf(run: Run) {
  if (hasEnded(run)) return {};
  if (run.cancelRequested) return { note: words().states.stopping };
  return run.pauseRequested ? { note: words().states.pausing } : {};
}

/** The columns of the runs of an experiment that are judged by one metric. */
export function runColumns(metric: string): ColumnDef<Run>[] {
  const { columns } = words().experiment;
  const best = (run: Run) => run.metrics[metric]?.best ?? undefined;
  const last = (run: Run) => run.metrics[metric]?.last ?? undefined;
  const number = { sortUndefined: 'last', sortDescFirst: !lowerIsBetter(metric), ...meta({ right: true }) } as const;
  return [
    selectColumn<Run>(),
    {
      id: 'name',
      header: columns.name,
      accessorFn: (run) => run.name,
      ...meta({ narrow: true, grows: true }),
      cell: ({ row: { original: run } }) => (
        <Group gap={8} wrap="nowrap">
          <Swatch stroke={strokeOfRun(run.id)} />
          <Anchor component={Link} to={paths.run(run.id)} size="sm" fw={600} truncate title={run.name}>
            {run.name}
          </Anchor>
        </Group>
      ),
    },
    {
      id: 'status',
      header: columns.status,
      accessorFn: (run) => run.status,
      ...meta({ narrow: true }),
      cell: ({ row: { original: run } }) => <StatusBadge status={run.status} {...noteOf(run)} />,
    },
    { id: 'progress', header: columns.progress, accessorFn: fractionDone, cell: ({ row }) => <RunProgress run={row.original} /> },
    { ...number, id: 'last', header: columns.last, accessorFn: last, cell: ({ row }) => formatMetric(metric, last(row.original)) },
    {
      ...number,
      ...meta({ right: true, narrow: true }),
      id: 'best',
      header: columns.best(humanize(metric).toLowerCase()),
      accessorFn: best,
      cell: ({ row }) => <b>{formatMetric(metric, best(row.original))}</b>,
    },
    {
      id: 'epoch',
      header: columns.epoch,
      accessorFn: (run) => run.metrics[metric]?.bestEpoch ?? undefined,
      sortUndefined: 'last',
      ...meta({ right: true }),
      cell: ({ row }) => formatInteger(row.original.metrics[metric]?.bestEpoch),
    },
    {
      id: 'duration',
      header: columns.duration,
      accessorFn: (run) => run.durationSeconds ?? undefined,
      sortUndefined: 'last',
      ...meta({ right: true }),
      cell: ({ row }) => formatDuration(row.original.durationSeconds),
    },
    { id: 'worker', header: columns.worker, accessorFn: (run) => run.worker ?? '', cell: ({ row }) => row.original.worker ?? MISSING },
    {
      id: 'actions',
      enableSorting: false,
      header: () => <span className="visually-hidden">{columns.actions}</span>,
      cell: ({ row }) => (
        <Group gap={2} wrap="nowrap" justify="flex-end">
          <PauseButton run={row.original} small />
          <CancelButton run={row.original} small />
        </Group>
      ),
    },
  ];
}
