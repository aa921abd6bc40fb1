import { expect, test } from 'vitest';
import { likeliest } from './answers';

const example = (label: number) => ({ image: 0, label, prediction: 2, probabilities: [0.02, 0.2, 0.7, 0.08] });

test('the likeliest classes come first', () => {
  expect(likeliest(example(1), 3)).toEqual([2, 1, 3]);
});

test('the class of the image is shown however improbable it is', () => {
  expect(likeliest(example(0), 3)).toEqual([2, 1, 0]);
});
