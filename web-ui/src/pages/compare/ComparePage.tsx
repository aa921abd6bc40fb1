import { Button, Menu, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { useRunsById } from '../../api/runs';
import { download } from '../../base/download';
import { api } from '../../base/paths';
import { toProblem } from '../../base/problem';
import { EmptyState } from '../../widgets/EmptyState';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { Comparison } from './Comparison';
import { RunPicker } from './RunPicker';
import { readView, writeView, type ViewState } from './viewState';

/** Several runs side by side. The address holds all of the view, so that it can be sent to others. */
export function ComparePage() {
  const [search, setSearch] = useSearchParams();
  const view = readView(search);
  const change = (part: Partial<ViewState>) => setSearch(writeView({ ...view, ...part }), { replace: true });
  const queries = useRunsById(view.runs);
  const runs = queries.flatMap((query) => (query.data ? [query.data] : []));
  const pending = queries.some((query) => query.isPending);
  const failed = queries.flatMap((query, i) => (query.isError ? [{ id: view.runs[i] ?? '', query }] : []));

  return (
    <>
      <PageHeader title="Compare" below="Curves, settings and results of several runs." actions={runs.length > 0 && <CsvMenu runs={view.runs} />} />
      <Stack gap="md">
        <RunPicker chosen={runs} onAdd={(id) => change({ runs: [...view.runs, id] })} onRemove={(id) => change({ runs: view.runs.filter((other) => other !== id) })} />
        {failed.map(({ id, query }) => (
          <Stack key={id} gap="xs" align="flex-start">
            <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
            {toProblem(query.error).status === 404 && (
              <Button size="xs" variant="default" onClick={() => change({ runs: view.runs.filter((other) => other !== id) })}>
                Leave out this run
              </Button>
            )}
          </Stack>
        ))}
        {view.runs.length === 0 && (
          <EmptyState title="Choose runs to compare">
            Search for runs above, or tick some in an experiment and choose Compare there.
          </EmptyState>
        )}
        {pending && <LoadingRows rows={4} height={60} />}
        {!pending && runs.length > 0 && <Comparison runs={runs} view={view} change={change} />}
      </Stack>
    </>
  );
}

function CsvMenu({ runs }: { readonly runs: readonly string[] }) {
  const save = (shape: 'runs' | 'history') => download(api.comparisonCsv({ runs: runs.join(','), shape }));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          Download CSV
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('runs')}>One line a run</Menu.Item>
        <Menu.Item onClick={() => save('history')}>One line a value: the whole history</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
