import { plural } from './plural';

export const control = {
  needs: { editor: 'Needs the role of an editor', admin: 'Needs the role of an administrator' },
  pause: 'Pause',
  pauseOf: (name: string) => `Pause ${name}`,
  pausing: (name: string) => `${name} will pause after its epoch`,
  paused: (name: string) => `${name} is paused`,
  resume: 'Resume',
  resumeOf: (name: string) => `Resume ${name}`,
  resumed: (name: string) => `${name} goes on when a worker is free`,
  retry: 'Retry',
  retryFrom: { newest: 'From the newest checkpoint', best: 'From the checkpoint of the best epoch', start: 'From the start' },
  newest: (epoch: number) => `From the newest checkpoint, epoch ${epoch}`,
  retried: (name: string) => `${name} is queued again`,
  clone: {
    button: 'Clone',
    name: (run: string) => `${run}, changed`,
    filled: (run: string) => `Filled in from ${run}: change what you like.`,
  },
  state: {
    paused: (epochs: number) => (epochs === 0 ? 'Paused before its first epoch' : `Paused after ${plural(epochs, 'epoch')}`),
    pausedHint: 'It keeps its place in the queue, and goes on from its newest checkpoint when it is resumed.',
    pausing: 'Pausing',
    pausingHint: 'Its worker ends the epoch, saves its checkpoint and hands the run back.',
  },
};
