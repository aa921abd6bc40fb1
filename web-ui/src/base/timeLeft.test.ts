import { expect, test } from 'vitest';
import { fractionDone, secondsLeft, whatIsLeft } from './timeLeft';

const START = '2026-11-25T12:00:00Z';
const at = (seconds: number) => Date.parse(START) + seconds * 1000;
const progress = (epoch: number, step: number) => ({ epoch, step, steps: 100 });

test('the running epoch counts by its steps', () => {
  expect(fractionDone({ epochs: 4, epochsCompleted: 1, progress: progress(2, 50) })).toBeCloseTo(0.375);
});

test('progress of an epoch that is complete is not counted twice', () => {
  expect(fractionDone({ epochs: 4, epochsCompleted: 2, progress: progress(2, 100) })).toBe(0.5);
});

test('the rest takes as long as the pace so far says', () => {
  const run = { epochs: 4, epochsCompleted: 1, progress: null, startedAt: START };

  expect(secondsLeft(run, at(10))).toBeCloseTo(30);
});

test('nothing is foretold at the very start', () => {
  expect(secondsLeft({ epochs: 4, epochsCompleted: 0, progress: null, startedAt: START }, at(10))).toBeNull();
  expect(secondsLeft({ epochs: 4, epochsCompleted: 1, progress: null, startedAt: null }, at(10))).toBeNull();
});

test('a run that is trained has its files to write', () => {
  const run = { epochs: 4, epochsCompleted: 1, progress: null, startedAt: START };

  expect(whatIsLeft(run, at(10))).toBe('30 s left');
  expect(whatIsLeft({ ...run, epochsCompleted: 4 }, at(40))).toBe('writes its files');
  expect(whatIsLeft({ ...run, epochsCompleted: 0 }, at(10))).toBeNull();
});
