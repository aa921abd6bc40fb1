import { useRouteError } from 'react-router';
import { usePageTitle } from '../base/usePageTitle';
import { ProblemAlert } from '../widgets/ProblemAlert';

/** Shown in place of a page that threw, or whose code could not be loaded. */
export function CrashPage() {
  usePageTitle('Something went wrong');
  return <ProblemAlert error={useRouteError()} onRetry={() => window.location.reload()} />;
}
