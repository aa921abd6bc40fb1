import { expect, test } from 'vitest';
import { whyItWaits } from './whyItWaits';

test('a run that waits for more than its turn says for what', () => {
  const queue = { handedOut: false, ahead: 3, workers: 2, pausing: 0, lacking: 'class cuda', limit: null };

  expect(whyItWaits(queue)).toContain('class cuda');
  expect(whyItWaits({ ...queue, lacking: null })).toContain('3 runs');
  expect(whyItWaits({ ...queue, lacking: null, pausing: 2 })).toContain('pause');
  expect(whyItWaits({ ...queue, lacking: null, limit: { of: 'experiment', name: 'sweep', max: 2 } })).toBe('It waits for the limit of 2 runs at a time of the experiment sweep.');
  expect(whyItWaits({ ...queue, workers: 0 })).toContain('No worker is live');
});
