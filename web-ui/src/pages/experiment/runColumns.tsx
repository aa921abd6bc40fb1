import { Anchor, Checkbox, Text } from '@mantine/core';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { Run } from '../../api/types';
import { formatDuration, formatPercent, MISSING } from '../../base/format';
import { paths } from '../../base/paths';
import { fractionDone } from '../../base/timeLeft';
import { RunProgress } from '../../widgets/RunProgress';
import { StatusBadge } from '../../widgets/StatusBadge';
import { CancelButton } from './CancelButton';

const best = (run: Run) => run.metrics.test_accuracy?.best ?? undefined;
const last = (run: Run) => run.metrics.test_accuracy?.last ?? undefined;

export const RUN_COLUMNS: readonly ColumnDef<Run>[] = [
  {
    id: 'select',
    enableSorting: false,
    header: ({ table }) => (
      <Checkbox
        aria-label="Choose all runs"
        size="xs"
        checked={table.getIsAllRowsSelected()}
        indeterminate={table.getIsSomeRowsSelected()}
        onChange={table.getToggleAllRowsSelectedHandler()}
      />
    ),
    cell: ({ row }) => (
      <Checkbox aria-label={`Choose ${row.original.name}`} size="xs" checked={row.getIsSelected()} onChange={row.getToggleSelectedHandler()} />
    ),
  },
  {
    id: 'name',
    header: 'Run',
    accessorFn: (run) => run.name,
    cell: ({ row: { original: run } }) => (
      <Anchor component={Link} to={paths.run(run.id)} size="sm" fw={600}>
        {run.name}
      </Anchor>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    accessorFn: (run) => run.status,
    cell: ({ row: { original: run } }) => (
      <>
        <StatusBadge status={run.status} />
        {run.cancelRequested && run.status === 'running' && (
          <Text size="xs" c="dimmed">
            stopping…
          </Text>
        )}
      </>
    ),
  },
  { id: 'progress', header: 'Progress', accessorFn: fractionDone, cell: ({ row }) => <RunProgress run={row.original} /> },
  {
    id: 'last',
    header: 'Last test accuracy',
    accessorFn: last,
    sortUndefined: 'last',
    sortDescFirst: true,
    cell: ({ row }) => formatPercent(last(row.original)),
  },
  {
    id: 'best',
    header: 'Best',
    accessorFn: best,
    sortUndefined: 'last',
    sortDescFirst: true,
    cell: ({ row: { original: run } }) => (
      <>
        <b>{formatPercent(best(run))}</b>
        {best(run) !== undefined && (
          <Text size="xs" c="dimmed">
            epoch {run.metrics.test_accuracy?.bestEpoch ?? MISSING}
          </Text>
        )}
      </>
    ),
  },
  {
    id: 'duration',
    header: 'Duration',
    accessorFn: (run) => run.durationSeconds ?? undefined,
    sortUndefined: 'last',
    cell: ({ row }) => formatDuration(row.original.durationSeconds),
  },
  { id: 'worker', header: 'Worker', accessorFn: (run) => run.worker ?? '', cell: ({ row }) => row.original.worker ?? MISSING },
  {
    id: 'actions',
    enableSorting: false,
    header: () => <span className="visually-hidden">Actions</span>,
    cell: ({ row }) => <CancelButton run={row.original} />,
  },
];
