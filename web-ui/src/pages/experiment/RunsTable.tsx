import { Button, Group, Text, Title } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import type { RowSelectionState } from '@tanstack/react-table';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { BulkMenu } from '../../actions/BulkMenu';
import { useFittingRuns } from '../../api/search';
import type { Run } from '../../api/types';
import { paths } from '../../base/paths';
import { useSearchState } from '../../base/useSearchState';
import { useStored } from '../../base/useStored';
import { hasEnded } from '../../base/runs';
import { SearchField } from '../../search/SearchField';
import { DataGrid } from '../../widgets/DataGrid';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { readSorting, writeSorting } from '../../widgets/sorting';
import { language, words } from '../../words';
import { runColumns } from './runColumns';

/** While runs train, others may come to fit. */
const REFRESH_MILLIS = 5000;

type Props = { readonly experiment: string; readonly runs: readonly Run[]; readonly metric: string };

/** The runs of the experiment; those that are ticked can be compared. Order and ticks are there again after a look elsewhere. */
export function RunsTable({ experiment, runs: all, metric }: Props) {
  const [order, setOrder] = useSearchState('sort');
  const [selection, setSelection] = useStored<RowSelectionState>(`chosen of ${experiment}`, {});
  const navigate = useNavigate();
  // The words are part of the columns.
  const columns = useMemo(() => runColumns(metric), [metric, language()]); // eslint-disable-line react-hooks/exhaustive-deps
  const sorting = readSorting(order);
  const [filter, setFilter] = useSearchState('filter');
  const fitting = useFittingRuns(experiment, filter, all.every(hasEnded) ? false : REFRESH_MILLIS);
  const runs = filter === '' || !fitting.data ? all : all.filter(({ id }) => fitting.data.has(id));
  const chosen = runs.filter((run) => selection[run.id]);
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
        <SearchField filter={filter} onFilter={setFilter} />
        {filter !== '' && (
          <Text size="xs" c="dimmed" aria-live="polite" lh="30px">
            {words().search.fitting(runs.length, all.length)}
          </Text>
        )}
      </Group>
      {fitting.isError && <ProblemAlert error={fitting.error} onRetry={() => void fitting.refetch()} />}
      <DataGrid
        label={said.label}
        rows={runs}
        columns={columns}
        rowId={(run) => run.id}
        sorting={sorting}
        onSortingChange={(next) => setOrder(writeSorting(next instanceof Function ? next(sorting) : next))}
        selection={selection}
        onSelectionChange={setSelection}
        onOpen={(run) => void navigate(paths.run(run.id))}
      />
    </>
  );
}
