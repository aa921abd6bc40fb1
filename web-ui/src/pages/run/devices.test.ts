import { expect, test } from 'vitest';
import { deviceLines } from './devices';

const ON_TWO = { device: 'onednn', name: 'oneDNN 3.10', threads: 2, precision: 'bf16', processor: null, fromEpoch: 1 };

test('before its first epoch an attempt shows what its worker has', () => {
  expect(deviceLines({ device: 'CPU, 2 threads', devices: [] })).toEqual(['CPU, 2 threads']);
});

test('a change of device is told with its epoch', () => {
  const onOne = { ...ON_TWO, threads: 1, fromEpoch: 5 };
  expect(deviceLines({ device: 'oneDNN 3.10', devices: [ON_TWO, onOne] })).toEqual([
    'oneDNN 3.10, 2 threads, bf16',
    'from epoch 5 on oneDNN 3.10, 1 thread, bf16',
  ]);
});
