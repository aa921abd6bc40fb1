import { plural } from './plural';

export const units = {
  underASecond: '< 1 s',
  seconds: (seconds: number) => `${seconds} s`,
  minutes: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,
  hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
  days: (days: number, hours: number) => `${days} d ${hours} h`,
  justNow: 'just now',
};

export const places = {
  run: (place: number) => `run ${place}`,
  layer: (place: number) => `layer ${place}`,
  branch: (place: number) => `branch ${place}`,
  classifier: 'auxiliary classifier',
  separator: ', ',
};

/** Of metrics, parameters and fields; what is missing here goes by its own name in the API. */
export const names: Readonly<Record<string, string>> = {
  pixelsPermuted: 'Pixels permuted',
  dataset: 'Data set',
  parameters: 'Network parameters',
  'dataset.digest': 'Digest of the data',
  'dataset.trainLimit': 'Training images limit',
  'dataset.testLimit': 'Test images limit',
  'dataset.balanced': 'Balanced classes',
  'dataset.validationShare': 'Validation share',
  'update.maxGradientNorm': 'Gradient norm limit',
  'update.averagingDecay': 'Weight averaging decay',
  'update.batches': 'Batches per update',
  reproducible: 'Reproducible',
  'placement.class': 'Class of devices',
  'placement.memoryMebibytes': 'Free memory (MiB)',
  replicas: 'Replicas',
  'earlyStopping.patience': 'Early stopping patience',
  'earlyStopping.minImprovement': 'Early stopping improvement',
  'schedule.patience': 'Plateau patience',
};

export const states = {
  queued: 'queued',
  running: 'running',
  paused: 'paused',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
  stopping: 'stopping…',
  pausing: 'pausing…',
  /** Before the first step. */
  preparing: 'preparing',
  stoppedEarly: 'stopped early',
  counted: (count: number, state: string) => `${count} ${state}`,
};

export const common = {
  runs: (count: number) => plural(count, 'run'),
  loading: 'Loading',
  tryAgain: 'Try again',
  yes: 'yes',
  no: 'no',
  keepIt: 'Keep it',
  connection: { connecting: 'connecting', live: 'live', reconnecting: 'reconnecting' },
  total: 'Total',
  unknownError: 'Something went wrong',
  silent: 'The tracker does not answer',
  answered: (status: number) => `The tracker answered ${status}`,
  advice: {
    unreachable: 'Check that the tracker is running and that this machine reaches it, then try again.',
    missing: 'It may have been deleted. Go back to the list and look for it there.',
    login: 'Log in and try again.',
    role: 'Ask an administrator of this Trainyard for it.',
    later: 'Try again in a moment.',
    forbidden: 'Open Trainyard under the address that the tracker is bound to.',
    conflict: 'Its state has changed meanwhile. Reload to see the present one.',
    starting: 'The tracker is starting, or has lost its database. Try again in a moment.',
    defect: 'Try again. If it stays, the tracker’s log tells why.',
    mend: 'Change what the message names and try again.',
  },
};

export const progress = {
  done: (name: string, percent: number) => `${name}: ${percent} % done`,
  speed: (images: string) => `${images} images/s`,
  left: (duration: string) => `${duration} left`,
  writing: 'writes its files',
};

export const cancel = {
  button: 'Cancel',
  of: (name: string) => `Cancel ${name}`,
  title: (name: string) => `Cancel ${name}?`,
  queued: 'It will not be trained.',
  running: 'It stops after the present step; its metrics so far are kept.',
  action: 'Cancel the run',
  done: (name: string) => `${name} is being cancelled`,
  stopping: 'Stopping…',
};

export const layers = {
  head: { place: '#', layer: 'Layer', output: 'Output', parameters: 'Parameters', multiplyAdds: 'Multiply-adds', receptiveField: 'Receptive field' },
  showWithin: 'Show the layers within branches',
  within: 'within ',
  branch: (place: number) => `branch ${place}:`,
  classifier: 'auxiliary classifier:',
  branches: (count: number) => `${count} branches`,
};
