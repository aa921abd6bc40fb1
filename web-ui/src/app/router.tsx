import { createBrowserRouter } from 'react-router';
import { patterns } from '../base/paths';
import { CrashPage } from './CrashPage';
import { NotFoundPage } from './NotFoundPage';
import { Shell } from './Shell';

/** Each page is loaded when it is first opened. */
export const router = createBrowserRouter([
  {
    path: patterns.login,
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('../pages/login/LoginPage')).LoginPage }),
  },
  {
    Component: Shell,
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: CrashPage,
        children: [
          { path: patterns.experiments, lazy: async () => ({ Component: (await import('../pages/experiments/ExperimentsPage')).ExperimentsPage }) },
          { path: patterns.newExperiment, lazy: async () => ({ Component: (await import('../pages/new-experiment/NewExperimentPage')).NewExperimentPage }) },
          { path: patterns.experiment, lazy: async () => ({ Component: (await import('../pages/experiment/ExperimentPage')).ExperimentPage }) },
          { path: patterns.runs, lazy: async () => ({ Component: (await import('../pages/runs/RunsPage')).RunsPage }) },
          { path: patterns.run, lazy: async () => ({ Component: (await import('../pages/run/RunPage')).RunPage }) },
          { path: patterns.compare, lazy: async () => ({ Component: (await import('../pages/compare/ComparePage')).ComparePage }) },
          { path: patterns.queue, lazy: async () => ({ Component: (await import('../pages/queue/QueuePage')).QueuePage }) },
          { path: patterns.workers, lazy: async () => ({ Component: (await import('../pages/workers/WorkersPage')).WorkersPage }) },
          { path: patterns.access, lazy: async () => ({ Component: (await import('../pages/access/AccessPage')).AccessPage }) },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]);
