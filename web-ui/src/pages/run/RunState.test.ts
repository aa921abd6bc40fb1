import { expect, test } from 'vitest';
import { saysAlready } from './RunState';

test('advice that the message gives is not given twice', () => {
  const remedy = 'Training diverged: try a smaller learning rate.';

  expect(saysAlready('The loss is NaN in epoch 2. Try a smaller learning rate', remedy)).toBe(true);
  expect(saysAlready('The loss is NaN in epoch 2', remedy)).toBe(false);
});
