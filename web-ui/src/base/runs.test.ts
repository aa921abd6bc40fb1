import { expect, test } from 'vitest';
import { canBePaused, canBeResumed, canBeRetried, hasEnded, isPreparing, stoppedEarly } from './runs';

test('a run that completed before its last epoch was stopped early', () => {
  expect(stoppedEarly({ status: 'completed', epochs: 60, epochsCompleted: 9 })).toBe(true);
  expect(stoppedEarly({ status: 'completed', epochs: 60, epochsCompleted: 60 })).toBe(false);
  expect(stoppedEarly({ status: 'cancelled', epochs: 60, epochsCompleted: 9 })).toBe(false);
});

test('a run prepares from its start to its first step', () => {
  const run = { status: 'running', epochs: 3, epochsCompleted: 0, progress: null } as const;
  expect(isPreparing(run)).toBe(true);
  expect(isPreparing({ ...run, progress: { step: 1 } })).toBe(false);
  expect(isPreparing({ ...run, epochsCompleted: 1 })).toBe(false);
});

test('only a run that neither waits nor trains has ended', () => {
  expect((['queued', 'running', 'paused', 'completed', 'failed', 'cancelled'] as const).map((status) => hasEnded({ status }))).toEqual([false, false, false, true, true, true]);
});

test('a run is paused until it has ended or is asked to, and resumed only then', () => {
  const run = { status: 'running', cancelRequested: false, pauseRequested: false } as const;
  expect(canBePaused(run)).toBe(true);
  expect(canBeResumed(run)).toBe(false);
  expect(canBePaused({ ...run, pauseRequested: true })).toBe(false);
  expect(canBeResumed({ ...run, pauseRequested: true })).toBe(true);
  expect(canBeResumed({ ...run, status: 'paused' })).toBe(true);
  expect(canBePaused({ ...run, cancelRequested: true })).toBe(false);
  expect(canBePaused({ ...run, status: 'completed' })).toBe(false);
});

test('only what came to no good end is tried again', () => {
  expect((['queued', 'running', 'paused', 'completed', 'failed', 'cancelled'] as const).filter((status) => canBeRetried({ status }))).toEqual(['failed', 'cancelled']);
});
