import { expect, test } from 'vitest';
import type { LayerRow } from '../../../api/types';
import { layerCurves } from './layerCurves';

const layer = (path: string, type: string): LayerRow => ({ path, type, inputs: [], spec: {}, output: '', parameters: 0, multiplyAdds: 0, receptiveField: null });

test('matrices and ReLUs become curves by epoch, biases do not', () => {
  const curves = layerCurves(
    {
      epochs: [1, 3],
      tensors: [
        { tensor: '0.weight', norms: [2, 4], gradientNorms: [0.5, 0.25] },
        { tensor: '0.bias', norms: [1, 1], gradientNorms: [1, 1] },
      ],
      relus: [{ node: '1', dead: [0, 0.5], zeros: [0.25, 0.75] }],
    },
    [layer('0', 'dense'), layer('1', 'relu')],
  );

  expect(curves.gradients.map(({ label }) => label)).toEqual(['dense, layer 1']);
  expect(curves.dead.map(({ label }) => label)).toEqual(['relu, layer 2']);
  const [dead] = curves.dead;
  const series = curves.store.series(dead?.run ?? '', dead?.metric ?? '');
  expect([...(series?.epochs() ?? [])]).toEqual([1, 3]);
  expect([...(series?.values() ?? [])]).toEqual([0, 0.5]);
  expect(curves.some).toBe(false);
});
