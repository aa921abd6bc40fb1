import { Button, Group, Text, Title } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import type { RowSelectionState } from '@tanstack/react-table';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { BulkMenu } from '../../actions/BulkMenu';
import { useFittingRuns } from '../../api/search';
import type { Run } from '../../api/types';
import { hasEnded } from '../../base/runs';
import { paths } from '../../base/paths';
import { useStored } from '../../base/useStored';
import { SearchField } from '../../search/SearchField';
import { automaticColumns } from '../../table/columnIds';
import { GroupTable } from '../../table/GroupTable';
import { RunTable } from '../../table/RunTable';
import { TableTools } from '../../table/TableTools';
import { useTableState } from '../../table/tableState';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';

/** While runs train, others may come to fit. */
const REFRESH_MILLIS = 5000;

type Props = { readonly experiment: string; readonly runs: readonly Run[]; readonly metric: string };

/** The runs of the experiment; those that are ticked can be compared. Order and ticks are there again after a look elsewhere. */
export function RunsTable({ experiment, runs: all, metric }: Props) {
  const [state, change] = useTableState();
  const { filter, groups } = state;
  const [selection, setSelection] = useStored<RowSelectionState>(`chosen of ${experiment}`, {});
  const refetchMillis = all.every(hasEnded) ? false : REFRESH_MILLIS;
  const fitting = useFittingRuns(experiment, filter, refetchMillis);
  const runs = filter === '' || !fitting.data ? all : all.filter(({ id }) => fitting.data.has(id));
  const chosen = runs.filter((run) => selection[run.id]);
  // Settings of a run never change: only with another run is there something else that varies.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const automatic = useMemo(() => automaticColumns(all, metric, 'experiment'), [all.length, metric]);
  const columns = state.columns ?? automatic;
  const said = words().experiment;

  return (
    <>
      <Group justify="space-between" mb={4} gap="xs">
        <Title order={2} size="h5">
          {said.runs}
        </Title>
        <Group gap="sm">
          <Text size="xs" c="dimmed" aria-live="polite">
            {chosen.length === 0 ? said.tick : said.chosen(chosen.length)}
          </Text>
          {chosen.length > 0 && <BulkMenu which={{ runs: chosen.map(({ id }) => id) }} known={chosen} label={words().bulk.menu(chosen.length)} />}
          {chosen.length === 0 && filter !== '' && runs.length > 0 && <BulkMenu which={{ runs: runs.map(({ id }) => id) }} known={runs} label={words().bulk.menu(runs.length)} />}
          {runs.length > 0 && (
            <Button component={Link} to={paths.compare((chosen.length > 0 ? chosen : runs).map(({ id }) => id))} size="xs" variant="light" leftSection={<IconChartLine size={14} aria-hidden />}>
              {chosen.length > 0 ? said.compare(chosen.length) : runs.length === 1 ? said.compareOne : said.compareAll(runs.length)}
            </Button>
          )}
        </Group>
      </Group>
      <Group mb={6} gap="sm" align="flex-start">
        <SearchField filter={filter} onFilter={(next) => change({ filter: next })} />
        {filter !== '' && (
          <Text size="xs" c="dimmed" aria-live="polite" lh="30px">
            {words().search.fitting(runs.length, all.length)}
          </Text>
        )}
        <TableTools rows={all} columns={columns} where="experiment" state={state} change={change} />
      </Group>
      {fitting.isError && <ProblemAlert error={fitting.error} onRetry={() => void fitting.refetch()} />}
      {groups.length > 0 ? (
        <GroupTable {...{ state, change, columns, metric, experiment, refetchMillis }} />
      ) : (
        <RunTable label={said.label} rows={runs} columns={columns} metric={metric} state={state} change={change} selection={selection} onSelectionChange={setSelection} />
      )}
    </>
  );
}
