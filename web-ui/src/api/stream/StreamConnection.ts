import { KINDS, type ConnectionState, type StreamEvent } from './events';

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
    private readonly onEvent: (event: StreamEvent) => void,
    private readonly onState: (state: ConnectionState) => void,
  ) {
    this.lastEventId = firstEventId;
    this.connect();
  }

  /** The change up to which everything was told; null while that is not known. */
  get position(): number | null {
    return this.lastEventId === '' ? null : Number(this.lastEventId);
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
        this.onEvent({ kind, data: JSON.parse(event.data) as never });
      });
  }

  private reconnectLater(source: EventSource): void {
    source.close();
    this.onState('reconnecting');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), this.delayMillis);
    this.delayMillis = Math.min(LONGEST_DELAY_MILLIS, this.delayMillis * 2);
  }
}
