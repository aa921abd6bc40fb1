import { Anchor, Group } from '@mantine/core';
import type { ColumnDef } from '@tanstack/react-table';
import { Link, useNavigate } from 'react-router';
import type { Run } from '../../api/types';
import { formatDifference, formatDuration, formatInteger, formatMetric } from '../../base/format';
import { humanize, metricInText } from '../../base/names';
import { differingNames, formatParameter } from '../../base/parameters';
import { paths } from '../../base/paths';
import { lossBeside, lowerIsBetter } from '../../base/primaryMetric';
import { strokeAt, type StrokeId } from '../../charts/palette';
import { Swatch } from '../../charts/Swatch';
import { meta } from '../../widgets/columnMeta';
import { DataGrid } from '../../widgets/DataGrid';
import { Panel } from '../../widgets/Panel';
import { readSorting, writeSorting } from '../../widgets/sorting';
import { StatusBadge } from '../../widgets/StatusBadge';
import { words } from '../../words';
import { bestOf } from './bestOf';
import type { ViewState } from './viewState';

type Props = {
  readonly runs: readonly Run[];
  readonly labels: ReadonlyMap<string, string>;
  readonly strokes: ReadonlyMap<string, StrokeId>;
  readonly metric: string;
  readonly view: ViewState;
  readonly change: (part: Partial<ViewState>) => void;
  /** Whether the parameters that differ are columns, too. */
  readonly withParameters: boolean;
};

const HEIGHT = 420;

/** How each run ended and what its best epoch reached. */
export function ResultsTable(props: Props) {
  const { runs, view, change } = props;
  const navigate = useNavigate();
  const title = words().compare.results;
  const sorting = readSorting(view.sort);
  return (
    <Panel title={title}>
      <DataGrid
        label={title}
        rows={runs}
        columns={columnsOf(props)}
        rowId={(run) => run.id}
        sorting={sorting}
        onSortingChange={(next) => change({ sort: writeSorting(next instanceof Function ? next(sorting) : next) })}
        onOpen={(run) => void navigate(paths.run(run.id))}
        maxHeight={HEIGHT}
      />
    </Panel>
  );
}

function columnsOf({ runs, labels, strokes, metric, view, withParameters }: Props): ColumnDef<Run>[] {
  const { columns } = words().compare;
  const loss = lossBeside(metric);
  const best = (of: string) => (run: Run) => run.metrics[of]?.best ?? undefined;
  const bestRun = (of: string) => runs[bestOf(runs.map((run) => run.metrics[of]?.best ?? null), lowerIsBetter(of) ? 'min' : 'max')]?.id;
  const [top, least] = [bestRun(metric), bestRun(loss)];
  const baseline = runs.find(({ id }) => id === view.baseline)?.metrics[metric]?.best;
  const numeric = { sortUndefined: 'last', ...meta({ right: true }) } as const;
  const starred = (of: string, run: Run, first: string | undefined) => (
    <span style={{ fontWeight: run.id === first ? 700 : undefined }}>
      {run.id === first && '★ '}
      {formatMetric(of, best(of)(run))}
    </span>
  );
  return [
    {
      id: 'run',
      header: columns.run,
      accessorFn: (run) => labels.get(run.id) ?? run.name,
      ...meta({ narrow: true, grows: true }),
      cell: ({ row: { original: run } }) => (
        <Group gap={8} wrap="nowrap">
          <Swatch stroke={strokes.get(run.id) ?? strokeAt(0)} />
          <Anchor component={Link} to={paths.run(run.id)} size="sm" truncate title={labels.get(run.id)}>
            {labels.get(run.id)}
          </Anchor>
        </Group>
      ),
    },
    { id: 'status', header: columns.status, accessorFn: (run) => run.status, cell: ({ row }) => <StatusBadge status={row.original.status} /> },
    {
      ...numeric,
      ...meta({ right: true, narrow: true }),
      id: 'best',
      header: columns.best(metricInText(metric)),
      accessorFn: best(metric),
      sortDescFirst: !lowerIsBetter(metric),
      cell: ({ row }) => starred(metric, row.original, top),
    },
    ...(baseline === undefined || baseline === null
      ? []
      : [
          {
            ...numeric,
            id: 'difference',
            header: columns.difference,
            accessorFn: (run: Run) => (run.metrics[metric]?.best ?? Number.NaN) - baseline,
            cell: ({ row }: { row: { original: Run } }) => formatDifference(metric, (row.original.metrics[metric]?.best ?? Number.NaN) - baseline),
          },
        ]),
    { ...numeric, id: 'last', header: columns.last, accessorFn: (run) => run.metrics[metric]?.last ?? undefined, cell: ({ row }) => formatMetric(metric, row.original.metrics[metric]?.last) },
    ...(loss === metric
      ? []
      : [{ ...numeric, id: 'loss', header: columns.loss(metricInText(loss)), accessorFn: best(loss), cell: ({ row }: { row: { original: Run } }) => starred(loss, row.original, least) }]),
    { ...numeric, id: 'duration', header: columns.duration, accessorFn: (run) => run.durationSeconds ?? undefined, cell: ({ row }) => formatDuration(row.original.durationSeconds) },
    {
      ...numeric,
      id: 'speed',
      header: columns.speed,
      accessorFn: (run) => run.metrics.images_per_second?.last ?? undefined,
      cell: ({ row }) => formatInteger(row.original.metrics.images_per_second?.last),
    },
    ...(withParameters ? differingNames(runs.map((run) => run.parameters)) : []).map((name) => ({
      id: `param.${name}`,
      header: humanize(name),
      accessorFn: (run: Run) => run.parameters[name] ?? undefined,
      ...meta({ right: runs.every((run) => typeof run.parameters[name] === 'number') }),
      cell: ({ row }: { row: { original: Run } }) => formatParameter(row.original.parameters[name]),
    })),
  ];
}
