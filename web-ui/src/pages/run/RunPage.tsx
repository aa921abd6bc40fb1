import { useParams } from 'react-router';
import { useRun } from '../../api/runs';
import { paths } from '../../base/paths';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { RunView } from './RunView';

export function RunPage() {
  const { id = '' } = useParams();
  const query = useRun(id);
  if (query.isPending) return <LoadingRows rows={8} height={48} />;
  if (query.isError)
    return (
      <>
        <PageHeader title="Run" above={[{ name: 'Experiments', to: paths.experiments }]} />
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  return <RunView key={id} run={query.data} />;
}
