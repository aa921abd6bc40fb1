import { useRouteError } from 'react-router';
import { PageHeader } from '../widgets/PageHeader';
import { ProblemAlert } from '../widgets/ProblemAlert';
import { words } from '../words';

/** Shown in place of a page that threw, or whose code could not be loaded. */
export function CrashPage() {
  return (
    <>
      <PageHeader title={words().app.crash} />
      <ProblemAlert error={useRouteError()} onRetry={() => window.location.reload()} />
    </>
  );
}
