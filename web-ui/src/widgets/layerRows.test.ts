import { expect, test } from 'vitest';
import { foldBranches, type Layer } from './layerRows';

const layer = (path: string, type: string, parameters: number, inputs: readonly number[] = [-1]): Layer => ({
  path,
  type,
  inputs,
  spec: { type },
  output: '1',
  parameters,
  multiplyAdds: 10 * parameters,
  receptiveField: 1,
});

const RESIDUAL = [
  layer('0', 'convolution', 5),
  layer('1.branches.0.0', 'convolution', 7),
  layer('1.branches.0.1', 'batch-normalization', 2),
  layer('1.branches.1.0', 'convolution', 3),
  layer('1', 'add', 0, [2, 3]),
  layer('2', 'dense', 4),
];

test('folded branches are counted with the layer that joins them', () => {
  const rows = foldBranches(RESIDUAL, false);

  expect(rows.map(({ path, parameters, multiplyAdds }) => [path, parameters, multiplyAdds])).toEqual([
    ['0', 5, 50],
    ['1', 12, 120],
    ['2', 4, 40],
  ]);
  expect(rows[1]?.settings).toBe('2 branches');
});

test('layers within branches tell where each branch begins', () => {
  const rows = foldBranches(RESIDUAL, true);

  expect(rows.map(({ depth }) => depth)).toEqual([0, 1, 1, 1, 0, 0]);
  expect(rows.map(({ place }) => place)).toEqual([undefined, 'branch 1:', undefined, 'branch 2:', undefined, undefined]);
  expect(rows.map(({ parameters }) => parameters)).toEqual([5, 7, 2, 3, 0, 4]);
});

test('the settings of a layer are told, but not what goes without saying', () => {
  const pooling = { ...layer('0', 'max-pooling', 0), spec: { type: 'max-pooling', size: [3, 2], stride: 2, padding: 0, roundUp: false } };

  expect(foldBranches([pooling], true)[0]?.settings).toBe('size 3×2, stride 2');
});
