import { expect, test } from 'vitest';
import { labelsOf } from './labels';

test('runs of one name are told apart by their experiments', () => {
  const run = (id: string, name: string, experiment: string) => ({ id, name, experiment: { name: experiment } });

  expect([...labelsOf([run('1', 'a', 'E'), run('2', 'a', 'F'), run('3', 'b', 'F')]).values()]).toEqual(['E: a', 'F: a', 'b']);
});
