import { expect, test } from 'vitest';
import { fileName } from './download';

test('a title becomes the name of a file', () => {
  expect(fileName('Test accuracy (lr 0.1)', 'csv')).toBe('test-accuracy-lr-0.1.csv');
  expect(fileName('測試準確率', 'svg')).toBe('測試準確率.svg');
  expect(fileName('///', 'png')).toBe('chart.png');
});
