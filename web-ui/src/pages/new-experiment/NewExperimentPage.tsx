import { useSearchParams } from 'react-router';
import { usePresets } from '../../api/presets';
import { paths } from '../../base/paths';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { ExperimentForm } from './ExperimentForm';
import { courseForm, initialForm } from './formModel';

/** Asks for an experiment: every combination of the choices becomes a run. */
export function NewExperimentPage() {
  const presets = usePresets();
  const [search] = useSearchParams();
  const initial = search.get('preset') === 'course' ? courseForm : initialForm;
  return (
    <>
      <PageHeader
        title="New experiment"
        above={[{ name: 'Experiments', to: paths.experiments }]}
        below="Every combination of the chosen networks, data sets, learning rates, seeds and pixel orders becomes a run."
      />
      {presets.isPending && <LoadingRows rows={8} height={56} />}
      {presets.isError && <ProblemAlert error={presets.error} onRetry={() => void presets.refetch()} />}
      {presets.isSuccess && <ExperimentForm presets={presets.data} initial={initial(presets.data)} />}
    </>
  );
}
