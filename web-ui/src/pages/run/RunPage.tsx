import { useParams } from 'react-router';
import { useRun } from '../../api/runs';
import { paths } from '../../base/paths';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { RunView } from './RunView';

export function RunPage() {
  const { id = '' } = useParams();
  const query = useRun(id);
  if (query.isPending) return <LoadingRows rows={12} height={32} />;
  if (query.isError)
    return (
      <>
        <PageHeader title={words().run.title} above={[{ name: words().experiments.title, to: paths.experiments }]} />
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  return <RunView key={id} run={query.data} />;
}
