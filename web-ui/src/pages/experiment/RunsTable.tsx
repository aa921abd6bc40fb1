import { Button, Group, Text, Title } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import type { RowSelectionState } from '@tanstack/react-table';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Run } from '../../api/types';
import { paths } from '../../base/paths';
import { useSearchState } from '../../base/useSearchState';
import { useStored } from '../../base/useStored';
import { DataGrid } from '../../widgets/DataGrid';
import { readSorting, writeSorting } from '../../widgets/sorting';
import { language, words } from '../../words';
import { runColumns } from './runColumns';

type Props = { readonly experiment: string; readonly runs: readonly Run[]; readonly metric: string };

/** The runs of the experiment; those that are ticked can be compared. Order and ticks are there again after a look elsewhere. */
export function RunsTable({ experiment, runs, metric }: Props) {
  const [order, setOrder] = useSearchState('sort');
  const [selection, setSelection] = useStored<RowSelectionState>(`chosen of ${experiment}`, {});
  const navigate = useNavigate();
  // The words are part of the columns.
  const columns = useMemo(() => runColumns(metric), [metric, language()]); // eslint-disable-line react-hooks/exhaustive-deps
  const sorting = readSorting(order);
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
          <Button component={Link} to={paths.compare((chosen.length > 0 ? chosen : runs).map(({ id }) => id))} size="xs" variant="light" leftSection={<IconChartLine size={14} aria-hidden />}>
            {chosen.length > 0 ? said.compare(chosen.length) : runs.length === 1 ? said.compareOne : said.compareAll(runs.length)}
          </Button>
        </Group>
      </Group>
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
