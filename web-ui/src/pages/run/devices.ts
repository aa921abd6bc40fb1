import type { Attempt } from '../../api/types';
import { MISSING } from '../../base/format';

/** What it trained on; before its first epoch, what its worker has. */
export function deviceLines(attempt: Pick<Attempt, 'device' | 'devices'>): readonly string[] {
  if (attempt.devices.length === 0) return [attempt.device ?? MISSING];
  return attempt.devices.map((on, index) => {
    const line = `${on.name}, ${on.threads} ${on.threads === 1 ? 'thread' : 'threads'}, ${on.precision}`;
    return index === 0 ? line : `from epoch ${on.fromEpoch} on ${line}`;
  });
}
