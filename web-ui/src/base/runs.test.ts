import { expect, test } from 'vitest';
import { hasEnded, isPreparing, stoppedEarly } from './runs';

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
  expect((['queued', 'running', 'completed', 'failed', 'cancelled'] as const).map((status) => hasEnded({ status }))).toEqual([false, false, true, true, true]);
});
