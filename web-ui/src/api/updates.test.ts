import { expect, test } from 'vitest';
import { QueryClient } from '@tanstack/react-query';
import { keys } from './keys';
import type { ComparedRuns, ExperimentWithRuns, LogLine, Run, RunDetails } from './types';
import { appendLogs, leaveExperiment, removeRun, updateRun, updateRuns } from './updates';

const RUN: Run = {
  id: 'r',
  experiment: { id: 'e', name: 'E' },
  name: 'run',
  status: 'running',
  cancelRequested: false,
  pauseRequested: false,
  createdAt: '2026-11-25T12:00:00Z',
  startedAt: null,
  endedAt: null,
  durationSeconds: null,
  epochs: 1,
  epochsCompleted: 0,
  progress: null,
  worker: null,
  trainedOn: null,
  attempt: 1,
  failure: null,
  parameters: {},
  metrics: {},
  priority: 0,
  starred: false,
  archivedAt: null,
  tags: {},
  filesSavedAt: null,
  origin: 'trained',
  heardAt: null,
  change: 5,
};

function cacheWithRun(): QueryClient {
  const client = new QueryClient();
  const counts = { queued: 0, running: 1, paused: 0, completed: 0, failed: 0, cancelled: 0 };
  client.setQueryData(keys.experiment('e'), { id: 'e', name: 'E', description: '', priority: 0, createdAt: '', counts, runs: [RUN] });
  return client;
}

const experimentIn = (client: QueryClient) => client.getQueryData<ExperimentWithRuns>(keys.experiment('e'));

test('a newer summary replaces the known one and moves the counts', () => {
  const client = cacheWithRun();

  updateRun(client, { ...RUN, status: 'completed', change: 6 });

  expect(experimentIn(client)?.runs[0]?.status).toBe('completed');
  expect(experimentIn(client)?.counts).toEqual({ queued: 0, running: 0, paused: 0, completed: 1, failed: 0, cancelled: 0 });
});

test('a run that has left an experiment is still known by itself', () => {
  const client = cacheWithRun();
  client.setQueryData(keys.run('r'), RUN);

  leaveExperiment(client, 'e', 'r');

  expect(experimentIn(client)?.runs).toEqual([]);
  expect(experimentIn(client)?.counts.running).toBe(0);
  expect(client.getQueryData(keys.run('r'))).toEqual(RUN);
});

test('a run that was moved to an experiment has it asked for again', () => {
  const client = cacheWithRun();

  updateRun(client, { ...RUN, id: 'other', change: 7 });

  expect(client.getQueryState(keys.experiment('e'))?.isInvalidated).toBe(true);
});

test('an older summary changes nothing', () => {
  const client = cacheWithRun();

  updateRun(client, { ...RUN, status: 'queued', change: 4 });

  expect(experimentIn(client)?.runs[0]?.status).toBe('running');
});

test('many summaries change an experiment once', () => {
  const client = new QueryClient();
  const runs = Array.from({ length: 50 }, (_, i) => ({ ...RUN, id: `r${i}` }));
  client.setQueryData(keys.experiment('e'), { id: 'e', name: 'E', description: '', priority: 0, createdAt: '', counts: {}, upTo: 1, runs });
  let changes = 0;
  client.getQueryCache().subscribe(({ type }) => type === 'updated' && changes++);

  updateRuns(client, runs.map((run) => ({ ...run, status: 'completed' as const, change: 9 })));

  expect(changes).toBe(1);
  expect(experimentIn(client)?.counts.completed).toBe(50);
});

test('compared runs are renewed, and one that was deleted is missing', () => {
  const client = new QueryClient();
  client.setQueryData(keys.compared(['r', 'q']), { runs: [RUN, { ...RUN, id: 'q' }], missing: [], upTo: 1 });

  updateRun(client, { ...RUN, epochsCompleted: 1, change: 6 });
  removeRun(client, 'e', 'q');

  expect(client.getQueryData<ComparedRuns>(keys.compared(['r', 'q']))).toMatchObject({ runs: [{ id: 'r', epochsCompleted: 1 }], missing: ['q'] });
});

test('a deleted run leaves its experiment', () => {
  const client = cacheWithRun();

  removeRun(client, 'e', 'r');

  expect(experimentIn(client)?.runs).toEqual([]);
  expect(experimentIn(client)?.counts.running).toBe(0);
});

const lineOf = (id: number): LogLine => ({ id, at: '2026-11-25T12:00:00Z', level: 'info', message: 'the same', attempt: 1 });

function cacheWithLog(log: readonly LogLine[]): QueryClient {
  const client = new QueryClient();
  client.setQueryData(keys.run('r'), { ...RUN, log });
  return client;
}

const logIn = (client: QueryClient) => client.getQueryData<RunDetails>(keys.run('r'))?.log.map((line) => line.id);

test('lines that come again are dropped, and equal lines are kept', () => {
  const client = cacheWithLog([lineOf(3), lineOf(5)]);

  appendLogs(client, new Map([['r', [lineOf(3), lineOf(5), lineOf(6), lineOf(6)]]]));

  expect(logIn(client)).toEqual([3, 5, 6]);
});

test('a line older than the shown ones does not come back', () => {
  const client = cacheWithLog(Array.from({ length: 500 }, (_, i) => lineOf(i + 2)));

  appendLogs(client, new Map([['r', [lineOf(1), lineOf(502)]]]));

  expect(logIn(client)?.slice(0, 2)).toEqual([3, 4]);
  expect(logIn(client)?.at(-1)).toBe(502);
});
