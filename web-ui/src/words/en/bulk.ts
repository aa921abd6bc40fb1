import { plural } from './plural';

const noUndo = 'This cannot be undone.';

export const bulk = {
  menu: (runs: number) => `Change ${plural(runs, 'run')}`,
  menuOfFilter: 'Change all that match',
  title: (runs: number, deed: string) => `${deed}: ${plural(runs, 'run')}?`,
  done: (runs: number, deed: string) => `${deed}: ${plural(runs, 'run')}`,
  nothing: 'There is no run among them that this can be done to.',
  undo: 'Undo',
  keep: 'Leave them',
  deeds: {
    pause: 'Pause',
    resume: 'Resume',
    retryNewest: 'Retry from the newest checkpoint',
    retryStart: 'Retry from the start',
    star: 'Star',
    unstar: 'Remove the star',
    archive: 'Archive',
    unarchive: 'Take out of the archive',
    cancel: 'Cancel',
    remove: 'Delete',
  },
  messages: {
    pause: 'Those that train end their epoch first; those that have ended are left alone.',
    resume: 'Those that are paused wait for a worker again.',
    retryNewest: 'Those that failed or were cancelled are queued again and go on from their newest checkpoint.',
    retryStart: 'Those that failed or were cancelled are queued again and begin at their start.',
    star: 'Stars can be removed at any time.',
    unstar: 'Stars can be set again at any time.',
    archive: 'Lists leave them out unless they are asked for archived ones.',
    unarchive: 'Lists show them again.',
    cancel: 'Those that wait are not trained; those that train stop after the present step.',
    remove: `Metrics, logs, checkpoints and files go with them; those that train are cancelled first. ${noUndo}`,
  },
};
