import { plural } from './plural';

export const experiments = {
  title: 'Experiments',
  create: 'New experiment',
  search: 'Search experiments',
  placeholder: 'Search by name or description',
  none: (text: string) => `No experiment is called “${text}”`,
  noneHint: 'Search for another part of the name, or clear the search.',
  older: 'Show older experiments',
  first: {
    title: 'No experiments yet',
    action: 'Start with the course’s experiment',
    text:
      'An experiment is a question with the runs that answer it. Start with the one of the course: does a convolutional network beat a ' +
      'fully connected one on MNIST, and does it still when all pixels are shuffled? At least one worker must be running to train it.',
  },
};

export const experiment = {
  title: 'Experiment',
  queued: (runs: number, when: string) => `${plural(runs, 'run')}, queued ${when}`,
  priority: (priority: number) => `priority ${priority}`,
  empty: 'All runs of this experiment were deleted',
  emptyHint: 'Queue new ones, or delete the experiment.',
  runs: 'Runs',
  label: 'Runs of the experiment',
  chosen: (count: number) => `${plural(count, 'run')} chosen`,
  tick: 'Tick runs to compare only them',
  compareAll: (count: number) => `Compare all ${count}`,
  compareOne: 'Compare',
  compare: (count: number) => `Compare ${count}`,
  charted: (title: string, count: number) => `${title} (the first ${count} runs)`,
  chooseAll: 'Choose all runs',
  choose: (name: string) => `Choose ${name}`,
  columns: { name: 'Run', status: 'Status', best: (metric: string) => `Best ${metric}`, last: 'Last', duration: 'Duration', actions: 'Actions' },
  remove: {
    button: 'Delete',
    title: 'Delete this experiment?',
    message: (runs: number, unfinished: number) =>
      `Its ${plural(runs, 'run')} go with it: metrics, logs, checkpoints and files. This cannot be undone.` + (unfinished > 0 ? ` ${plural(unfinished, 'run')} will be cancelled first.` : ''),
    action: 'Delete the experiment',
    done: (name: string) => `${name} was deleted`,
    later: (name: string) => `${name} will be deleted when its runs have stopped`,
  },
};

export const workers = {
  title: 'Workers',
  below: 'Workers take queued runs, train them and report every epoch.',
  none: 'No worker has reported yet',
  noneBefore: 'Start one with ',
  noneAfter: '; it appears here with its first report. Until then runs stay queued.',
  head: { name: 'Worker', state: 'State', device: 'Device', slots: 'Slots', training: 'Training', load: 'Load', seen: 'Last report', version: 'Version' },
  states: { live: 'live', stopping: 'stopping', lost: 'lost' },
  busy: (busy: number, slots: number) => `${busy} of ${slots} busy`,
  waiting: 'waiting',
  pausing: 'pausing',
  free: (size: string) => `${size} free`,
  load: (name: string) => `Load of ${name}`,
};

export const quarantine = {
  title: 'Unreadable reports',
  stopped: 'Reports are not stored any more',
  stoppedText: (reason: string) =>
    `Too many failed for the same reason: ${reason}. They wait in Kafka, nothing is lost; the tracker tries again and again. Its log has the details.`,
  none: 'Every report could be used.',
  kept: 'The tracker keeps what it cannot use and goes on. Often a worker is of another version than the tracker.',
  older: 'Show older reports',
  tryAll: 'Try all again',
  applied: (applied: number, refused: number) => `${plural(applied, 'report')} applied, ${refused} still cannot be`,
  where: (partition: number, offset: number) => `partition ${partition}, offset ${offset}`,
  size: (bytes: number, key: string | null) => plural(bytes, 'byte') + (key === null ? '' : `, key ${key}`),
  head: { at: 'At', where: 'Where', reason: 'Reason', start: 'How it begins', actions: 'Actions' },
  tryOne: 'Try again',
  tryOneLabel: (where: string) => `Try again: ${where}`,
  triedOne: 'The report was applied',
  drop: {
    button: 'Drop',
    label: (where: string) => `Drop: ${where}`,
    title: 'Drop this report?',
    message: 'What it says about its run is lost. This cannot be undone.',
    action: 'Drop the report',
    done: 'The report was dropped',
  },
};
