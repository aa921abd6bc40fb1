import type { LogLine, Run, Worker } from './types';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting';

export type StreamEvents = {
  readonly hello: { readonly change: number };
  readonly run: Run;
  readonly metrics: { readonly run: string; readonly points: readonly { readonly epoch: number; readonly values: Readonly<Record<string, number | null>> }[] };
  readonly log: { readonly run: string; readonly lines: readonly LogLine[] };
  readonly deleted: { readonly run: string };
  readonly worker: Worker;
};
export type StreamListener = { readonly [K in keyof StreamEvents]?: (data: StreamEvents[K]) => void };

const KINDS: readonly (keyof StreamEvents)[] = ['hello', 'run', 'metrics', 'log', 'deleted', 'worker'];
const FIRST_DELAY_MILLIS = 500;
const LONGEST_DELAY_MILLIS = 15_000;

/**
 * One live connection to the tracker that survives it. The browser's own reconnecting gives up after an answer other than
 * success, so it is done here: wait, longer each time, and resume after the last change seen.
 */
export class StreamConnection {
  private source: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private delayMillis = FIRST_DELAY_MILLIS;
  private lastEventId: string;

  constructor(
    private readonly urlFor: (lastEventId: string) => string,
    firstEventId: string,
    private readonly listener: StreamListener,
    private readonly onState: (state: ConnectionState) => void,
  ) {
    this.lastEventId = firstEventId;
    this.connect();
  }

  close(): void {
    clearTimeout(this.timer);
    this.source?.close();
  }

  private connect(): void {
    const source = new EventSource(this.urlFor(this.lastEventId));
    this.source = source;
    source.onopen = () => {
      this.delayMillis = FIRST_DELAY_MILLIS;
      this.onState('live');
    };
    source.onerror = () => this.reconnectLater(source);
    for (const kind of KINDS)
      source.addEventListener(kind, (event: MessageEvent<string>) => {
        if (event.lastEventId !== '') this.lastEventId = event.lastEventId;
        this.deliver(kind, event.data);
      });
  }

  private deliver<K extends keyof StreamEvents>(kind: K, data: string): void {
    this.listener[kind]?.(JSON.parse(data) as StreamEvents[K]);
  }

  private reconnectLater(source: EventSource): void {
    source.close();
    this.onState('reconnecting');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), this.delayMillis);
    this.delayMillis = Math.min(LONGEST_DELAY_MILLIS, this.delayMillis * 2);
  }
}
