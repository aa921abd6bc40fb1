import type { Attempt } from '../../api/types';
import { MISSING } from '../../base/format';
import { words } from '../../words';

/** What it trained on; before its first epoch, what its worker has. */
export function deviceLines(attempt: Pick<Attempt, 'device' | 'devices'>): readonly string[] {
  if (attempt.devices.length === 0) return [attempt.device ?? MISSING];
  const { threads, fromEpochOn } = words().run;
  return attempt.devices.map((on, index) => {
    const line = [on.name, threads(on.threads), on.precision, on.processor].filter((part) => part !== null && part !== '').join(', ');
    return index === 0 ? line : fromEpochOn(on.fromEpoch, line);
  });
}
