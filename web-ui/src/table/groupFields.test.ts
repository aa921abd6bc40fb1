import { expect, test } from 'vitest';
import { groupFields, nameIn, pathOf } from './groupFields';

test('names are written as filters have them', () => {
  expect(pathOf('params', 'optimizer.learningRate')).toBe('params.optimizer.learningRate');
  expect(pathOf('tags', 'my "tag"')).toBe('tags."my ""tag"""');
  expect(pathOf('metrics', 'x.max')).toBe('metrics."x.max"');
  for (const name of ['a.b', 'my "tag"', 'x.max', '卷積']) expect(nameIn(pathOf('params', name))).toBe(name);
  expect(nameIn('status')).toBeNull();
});

test('what varies is offered first', () => {
  const fields = groupFields({ metrics: ['m'], parameters: ['network', 'seed', 'a, b'], tags: ['phase'] }, ['seed'], 'experiment');

  expect(fields.slice(0, 3)).toEqual(['params.seed', 'tags.phase', 'status']);
  expect(fields.at(-1)).toBe('params.network');
  expect(fields).not.toContain('experiment.name');
  expect(fields.join()).not.toContain('a, b');
});
