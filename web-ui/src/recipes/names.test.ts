import { expect, test } from 'vitest';
import type { Recipe } from '../api/comparison';
import { recipeNames, settingName } from './names';

const recipe = (settings: Readonly<Record<string, string>>): Recipe => ({ settings, runs: [], mean: 0, deviation: null, interval: null });

test('a recipe is called after what is different about it', () => {
  const names = recipeNames([
    recipe({ optimizer: 'sgd', 'optimizer.momentum': '0.9' }),
    recipe({ optimizer: 'adam', 'optimizer.momentum': '' }),
    recipe({ batchSize: '10', dataset: 'mnist' }),
    recipe({}),
    recipe({ 'earlyStopping.patience': '' }),
  ]);

  expect(names).toEqual(['sgd, momentum 0.9', 'adam', 'batch size 10, mnist', 'All runs', `${settingName('earlyStopping.patience', '')}`]);
});

test('recipes that are called alike have numbers', () => {
  expect(recipeNames([recipe({ loss: 'a' }), recipe({ loss: 'a', 'loss.x': '' })])).toEqual(['a', 'a (2)']);
});
