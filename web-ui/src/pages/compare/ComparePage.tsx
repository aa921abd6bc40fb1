import { Alert, Button, Group, Stack } from '@mantine/core';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { CsvMenu } from '../../actions/CsvMenu';
import { useRunsById } from '../../api/runs';
import { useFoundRuns } from '../../api/search';
import { ViewsMenu } from '../../table/ViewsMenu';
import { EmptyState } from '../../widgets/EmptyState';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { Comparison } from './Comparison';
import { RunPicker } from './RunPicker';
import { readView, without, writeView, type ViewState } from './viewState';

/** Opens the comparison of what a filter finds, or of the runs that the address names. */
export function ComparePage() {
  const [search, setSearch] = useSearchParams();
  const find = search.get('find');
  const found = useFoundRuns(find, search.get('in') ?? undefined);
  const ids = found.data;
  useEffect(() => {
    if (find !== null && ids) setSearch(writeView({ ...readView(search), runs: ids }), { replace: true });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [find, ids]);
  if (find === null) return <NamedRuns />;
  return (
    <>
      <PageHeader title={words().compare.title} />
      {found.isError ? <ProblemAlert error={found.error} onRetry={() => void found.refetch()} /> : <LoadingRows rows={8} height={48} />}
    </>
  );
}

/** Several runs side by side. The address holds all of the view, so that it can be sent to others. */
function NamedRuns() {
  const [search, setSearch] = useSearchParams();
  const view = readView(search);
  const show = (next: ViewState) => setSearch(writeView(next), { replace: true, preventScrollReset: true });
  const change = (part: Partial<ViewState>) => show({ ...view, ...part });
  const query = useRunsById(view.runs);
  const wanted = new Set(view.runs);
  // While more runs are on their way, those that are there are shown.
  const runs = (query.data?.runs ?? []).filter(({ id }) => wanted.has(id));
  const missing = (query.data?.missing ?? []).filter((id) => wanted.has(id));
  const said = words().compare;

  return (
    <>
      <PageHeader
        title={said.title}
        beside={<RunPicker chosen={view.runs} onAdd={(id) => change({ runs: [...view.runs, id] })} />}
        actions={
          runs.length > 0 && (
            <>
              <ViewsMenu />
              <CsvMenu of={{ runs: runs.map(({ id }) => id).join(',') }} />
            </>
          )
        }
      />
      <Stack gap="sm">
        {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
        {missing.length > 0 && (
          <Alert color="gray" role="status">
            <Group gap="sm">
              {said.missing(missing.length)}
              <Button size="compact-sm" variant="default" onClick={() => show(without(view, missing))}>
                {said.leaveOut(missing.length)}
              </Button>
            </Group>
          </Alert>
        )}
        {view.runs.length === 0 && <EmptyState title={said.empty}>{said.emptyHint}</EmptyState>}
        {query.isPending && view.runs.length > 0 && <LoadingRows rows={8} height={48} />}
        {runs.length > 0 && <Comparison runs={runs} upTo={query.data?.upTo ?? 0} view={view} change={change} onRemove={(id) => show(without(view, [id]))} />}
      </Stack>
    </>
  );
}
