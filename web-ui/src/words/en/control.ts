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
  extend: {
    keep: 'Leave it as it is',
    button: 'Extend',
    title: (name: string) => `Give ${name} more epochs`,
    text: (epochs: number) => `It goes on from its newest checkpoint, as the same run; ${plural(epochs, 'epoch')} ${epochs === 1 ? 'is' : 'are'} trained. Its model and evidence stay until those of the new end take their place.`,
    epochs: 'Further epochs',
    schedule: 'Its learning rate follows the number of epochs: over the new number it rises again, and the run is not what one of that length would have been from the start.',
    done: (name: string) => `${name} is queued for more epochs`,
  },
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
