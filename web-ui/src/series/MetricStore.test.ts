import { expect, test } from 'vitest';
import { MetricStore, withinEpochs } from './MetricStore';

test('history and live points end in the same columns', () => {
  const store = new MetricStore();

  store.appendPoints('a', [{ epoch: 2, values: { test_loss: 0.4 } }]);
  store.appendColumns('a', { test_loss: { epochs: [1, 2], values: [0.5, 0.4] } });

  expect([...(store.series('a', 'test_loss')?.values() ?? [])]).toEqual([0.5, 0.4]);
});

test('a value that is missing is not a number', () => {
  const store = new MetricStore();

  store.appendPoints('a', [{ epoch: 1, values: { test_loss: null } }]);

  expect(store.series('a', 'test_loss')?.last()).toBeNaN();
});

test('listeners are told of changes until they leave', () => {
  const store = new MetricStore();
  let told = 0;

  const leave = store.subscribe(() => told++);
  store.appendPoints('a', []);
  leave();
  store.appendPoints('a', []);

  expect(told).toBe(1);
});

test('the metrics of several runs are named once', () => {
  const store = new MetricStore();
  store.appendPoints('a', [{ epoch: 1, values: { x: 1, y: 1 } }]);
  store.appendPoints('b', [{ epoch: 1, values: { y: 1, z: 1 } }]);

  expect(store.metrics(['a', 'b'])).toEqual(['x', 'y', 'z']);
});

test('points within epochs stand beside those of the epochs, and the epoch under way keeps its own', () => {
  const store = new MetricStore();
  store.appendColumns('a', { train_loss: { epochs: [1, 2], values: [0.5, 0.4] } });
  store.appendSteps('a', { train_loss: { epochs: [0.5, 1, 1.5, 2, 2.5], values: [0.6, 0.5, 0.45, 0.4, 0.35] } });
  const within = () => [...(store.series('a', withinEpochs('train_loss'))?.epochs() ?? [])];

  expect(store.metrics(['a'])).toEqual(['train_loss']);
  store.cut('a', 2);
  expect(within()).toEqual([0.5, 1, 1.5, 2, 2.5]);
  store.cut('a', 1);
  expect(within()).toEqual([0.5, 1, 1.5, 2]);
  store.appendSteps('a', { train_loss: { epochs: [1.5], values: [0.44] } });
  expect(store.series('a', withinEpochs('train_loss'))?.values()[2]).toBe(0.44);
  expect([...(store.series('a', 'train_loss')?.epochs() ?? [])]).toEqual([1]);
});

test('points beyond the epoch that an attempt goes on from are taken out', () => {
  const store = new MetricStore();
  store.appendColumns('a', { test_loss: { epochs: [1, 2, 3], values: [0.5, 0.4, 0.3] } });
  let told = 0;
  store.subscribe(() => told++);

  store.cut('a', 3);
  store.cut('a', 1);
  store.appendPoints('a', [{ epoch: 2, values: { test_loss: 0.45 } }]);

  expect([...(store.series('a', 'test_loss')?.values() ?? [])]).toEqual([0.5, 0.45]);
  expect(told).toBe(2);
});
