import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { keys } from './keys';
import { LiveBatch } from './LiveBatch';
import type { ExperimentWithRuns, Run } from './types';

const runOf = (change: number) => ({ id: 'r', experiment: { id: 'e', name: 'E' }, status: 'running', change }) as unknown as Run;

test('a hundred events change the page once', () => {
  const client = new QueryClient();
  client.setQueryData(keys.experiment('e'), { id: 'e', runs: [runOf(0)], counts: {} });
  const frames: (() => void)[] = [];
  const batch = new LiveBatch(client, (work) => frames.push(work));
  let changes = 0;
  client.getQueryCache().subscribe(({ type }) => type === 'updated' && changes++);

  for (let change = 1; change <= 100; change++) batch.run(runOf(change));
  batch.run(runOf(50));
  frames.forEach((work) => work());

  expect(frames).toHaveLength(1);
  expect(changes).toBe(1);
  expect(client.getQueryData<ExperimentWithRuns>(keys.experiment('e'))?.runs[0]?.change).toBe(100);
});
