import { plural } from './plural';

export const queue = {
  title: 'Queue',
  below: (waiting: number, paused: number, workers: number) => `${plural(waiting, 'run')} waiting, ${paused} paused, ${plural(workers, 'live worker')}`,
  first: (shown: number) => `The first ${shown} are shown.`,
  empty: 'Nothing waits',
  emptyHint: 'Runs that are queued appear here until a worker takes them.',
  label: 'Waiting runs',
  pausedTitle: 'Paused',
  head: { place: '#', run: 'Run', experiment: 'Experiment', priority: 'Priority', reason: 'Waits because', start: 'Begins', actions: 'Actions' },
  earlier: (name: string) => `Raise the priority of ${name}`,
  later: (name: string) => `Lower the priority of ${name}`,
  now: 'at once',
  within: (duration: string) => `in about ${duration}`,
  unknown: 'unknown',
  unknownHint: 'No run of this experiment, nor of this network and data set, was completed yet, or no slot is known to become free.',
};
