import { Box } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { usePresets } from '../../api/presets';
import { useRun } from '../../api/runs';
import type { Presets } from '../../api/types';
import { paths } from '../../base/paths';
import { EmptyState } from '../../widgets/EmptyState';
import { ExternalHowTo } from '../../widgets/ExternalHowTo';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { cloneForm } from './cloneForm';
import { readDraft } from './draft';
import { ExperimentForm } from './ExperimentForm';
import { courseForm, initialForm } from './formModel';

/** Asks for an experiment: every combination of the choices becomes a run. */
export function NewExperimentPage() {
  const presets = usePresets();
  const [search] = useSearchParams();
  const from = search.get('from');
  return (
    <>
      <PageHeader title={words().form.title} above={[{ name: words().experiments.title, to: paths.experiments }]} below={words().form.below} />
      {from === null && (
        <Box mb="sm">
          <ExternalHowTo />
        </Box>
      )}
      {presets.isPending && <LoadingRows rows={12} height={32} />}
      {presets.isError && <ProblemAlert error={presets.error} onRetry={() => void presets.refetch()} />}
      {presets.isSuccess && (from === null ? <Start presets={presets.data} course={search.get('preset') === 'course'} /> : <Cloned presets={presets.data} run={from} />)}
    </>
  );
}

/** Begins with what a run was trained by, whatever was entered before. */
function Cloned({ presets, run }: { readonly presets: Presets; readonly run: string }) {
  const query = useRun(run);
  if (query.isPending) return <LoadingRows rows={12} height={32} />;
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const { spec, name } = query.data;
  if (spec === null) return <EmptyState title={words().external.noClone(name)}>{words().external.hint}</EmptyState>;
  return <ExperimentForm presets={presets} initial={cloneForm(spec, words().control.clone.name(name), presets)} restored={false} note={words().control.clone.filled(name)} />;
}

function Start({ presets, course }: { readonly presets: Presets; readonly course: boolean }) {
  const empty = initialForm(presets);
  const draft = course ? null : readDraft(empty);
  return <ExperimentForm presets={presets} initial={course ? courseForm(presets) : (draft ?? empty)} restored={draft !== null} />;
}
