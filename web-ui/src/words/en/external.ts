import { plural } from './plural';

/** Runs that other programs train and tell of. */
export const external = {
  badge: 'external',
  hint: 'Another program trains it and tells of it over HTTP; no worker does.',
  refused: 'Another program trains this run: only that can have it wait, go on or be trained further.',
  cancel: 'No worker trains it. Its program is told with the next that it sends, and may reopen the run.',
  noClone: (name: string) => `${name} is trained elsewhere, and cannot be cloned`,
  silent: (duration: string) => `silent for ${duration}`,
  silentHint: 'Its program has told nothing for that long. It may come back and go on; whoever knows that it will not cancels the run.',
  nothing: 'Nothing was told of it.',
  notYet: 'Its program has told of no metric yet.',
  more: (charts: number) => `Show ${plural(charts, 'more chart')}`,
  heard: 'Last heard',
  atStep: (step: string) => `step ${step}`,
  source: {
    title: 'Source',
    parts: { commit: 'Commit', repository: 'Repository', command: 'Command', host: 'Host', user: 'By' } as Readonly<Record<string, string>>,
  },
  howTo: {
    title: 'Trained by another program? Put its runs here over HTTP.',
    text: 'Three calls from any language; runs told of so stand beside all others. The first answers with the ID. Where people log in, send a token of an editor as Authorization: Bearer ….',
    more: 'All calls, limits, and a client in twenty lines of Python:',
  },
};
