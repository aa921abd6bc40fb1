import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionState, StreamEvent, Watch } from './events';
import { StreamHub, type Connection } from './StreamHub';

type Opened = Connection & { readonly watch: Watch; readonly after: number | null; position: number | null; closed: boolean; readonly say: (event: StreamEvent) => void; readonly is: (state: ConnectionState) => void };

const watch = (part: Partial<Watch>): Watch => ({ runs: [], experiments: [], all: false, workers: false, ...part });
const log = (run: string): StreamEvent => ({ kind: 'log', data: { run, lines: [] } });

let opened: Opened[] = [];
const open = () => opened.filter(({ closed }) => !closed);
const hub = () =>
  new StreamHub((watched, after, say, is) => {
    const connection: Opened = { watch: watched, after, position: after, closed: false, say, is, close: () => (connection.closed = true) };
    opened.push(connection);
    return connection;
  });

beforeEach(() => {
  opened = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('many who want different things share one connection', () => {
  const shared = hub();
  for (let i = 0; i < 7; i++) shared.add(`page ${i}`, watch({ runs: [`run ${i}`] }), 100, () => undefined);
  vi.runOnlyPendingTimers();

  expect(open()).toHaveLength(1);
  expect(open()[0]?.watch.runs).toHaveLength(7);
  expect(open()[0]?.after).toBe(100);
});

test('one who knows less than the connection has told gets it from there on', () => {
  const shared = hub();
  shared.add('a', watch({ runs: ['x'] }), 100, () => undefined);
  vi.runOnlyPendingTimers();
  if (opened[0]) opened[0].position = 150;
  shared.add('b', watch({ runs: ['x'] }), 120, () => undefined);
  vi.runOnlyPendingTimers();

  expect(open()).toHaveLength(1);
  expect(open()[0]?.after).toBe(120);
});

test('one who knows as much joins without another connection', () => {
  const shared = hub();
  shared.add('a', watch({ runs: ['x', 'y'] }), 100, () => undefined);
  vi.runOnlyPendingTimers();
  shared.add('b', watch({ runs: ['y'] }), 130, () => undefined);
  vi.runOnlyPendingTimers();

  expect(opened).toHaveLength(1);
});

test('each is told what concerns it', () => {
  const shared = hub();
  const told: string[] = [];
  for (const run of ['x', 'y']) shared.add(run, watch({ runs: [run] }), 1, (message) => message.kind === 'event' && told.push(run));
  vi.runOnlyPendingTimers();
  opened[0]?.say(log('y'));

  expect(told).toEqual(['y']);
});

test('who starts now is told hello once the connection is live, so that it asks for what it shows', () => {
  const shared = hub();
  const told: string[] = [];
  shared.add('a', watch({ runs: ['x'] }), 5, () => undefined);
  vi.runOnlyPendingTimers();
  opened[0]?.is('live');
  shared.add('list', watch({ all: true }), null, (message) => message.kind === 'event' && told.push(message.event.kind));
  vi.runOnlyPendingTimers();
  expect(told).toEqual([]);
  opened.at(-1)?.is('live');

  expect(told).toEqual(['hello']);
});

test('what nobody wants any more is let go of after a while, and with the last the connection', () => {
  const shared = hub();
  shared.add('list', watch({ all: true }), null, () => undefined);
  shared.add('run', watch({ runs: ['x'] }), 9, () => undefined);
  vi.advanceTimersByTime(1);
  expect(open()[0]?.watch.all).toBe(true);

  shared.remove('list');
  vi.advanceTimersByTime(6000);
  expect(open()).toHaveLength(1);
  expect(open()[0]?.watch).toEqual(watch({ runs: ['x'] }));

  shared.remove('run');
  vi.advanceTimersByTime(1);
  expect(open()).toHaveLength(0);
});

test('a hub that rests holds no connection and goes on where it was', () => {
  const shared = hub();
  shared.add('a', watch({ runs: ['x'] }), 100, () => undefined);
  vi.runOnlyPendingTimers();
  if (opened[0]) opened[0].position = 170;
  shared.rest();
  expect(open()).toHaveLength(0);

  shared.wake();
  vi.runOnlyPendingTimers();
  expect(open()[0]?.after).toBe(170);
});
