import { expect, test } from 'vitest';
import { whyItWaits } from './whyItWaits';

test('a run that no worker can take says what they lack', () => {
  const queue = { handedOut: false, ahead: 3, workers: 2, pausing: 0, lacking: 'class cuda' };

  expect(whyItWaits(queue)).toContain('class cuda');
  expect(whyItWaits({ ...queue, lacking: null })).toContain('3 runs');
  expect(whyItWaits({ ...queue, lacking: null, pausing: 2 })).toContain('pause');
  expect(whyItWaits({ ...queue, workers: 0 })).toContain('No worker is live');
});
