import { concerns, covers, unionOf, type ConnectionState, type StreamEvent, type Watch } from './events';

export type HubMessage = { readonly kind: 'state'; readonly state: ConnectionState } | { readonly kind: 'event'; readonly event: StreamEvent };

/** A connection as the hub needs it. */
export type Connection = { readonly position: number | null; readonly close: () => void };
export type Connect = (watch: Watch, after: number | null, onEvent: (event: StreamEvent) => void, onState: (state: ConnectionState) => void) => Connection;

type Subscriber = {
  readonly watch: Watch;
  /** The change up to which it knows everything; null for one that asks for what it shows when it is told hello. */
  readonly after: number | null;
  readonly tell: (message: HubMessage) => void;
  served: boolean;
};

/** A connection that tells more than is wanted is kept for a while: the reader may come back. */
const TIDY_MILLIS = 5000;

/**
 * One connection for all who want to be told of something. It watches what any of them wants, and when somebody comes who wants more, or
 * knows less, it is opened anew from the earliest change that anybody lacks. What is told twice changes nothing.
 */
export class StreamHub {
  private readonly subscribers = new Map<string, Subscriber>();
  private connection: Connection | null = null;
  private watched: Watch = unionOf([]);
  private state: ConnectionState = 'connecting';
  private resting = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tidyTimer: ReturnType<typeof setTimeout> | undefined;
  private known: number | null = null;

  constructor(private readonly connect: Connect) {}

  has(id: string): boolean {
    return this.subscribers.has(id);
  }

  add(id: string, watch: Watch, after: number | null, tell: (message: HubMessage) => void): void {
    this.subscribers.set(id, { watch, after, tell, served: false });
    tell({ kind: 'state', state: this.state });
    this.soon();
  }

  remove(id: string): void {
    if (this.subscribers.delete(id)) this.soon();
  }

  /** Lets go of the connection for the time being. */
  rest(): void {
    this.resting = true;
    this.disconnect();
  }

  wake(): void {
    this.resting = false;
    this.soon();
  }

  /** A page that changes leaves and comes in one breath. */
  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.reconcile(), 0);
  }

  private reconcile(): void {
    if (this.resting) return;
    if (this.subscribers.size === 0) {
      this.disconnect();
      this.known = null;
      return;
    }
    const wanted = unionOf([...this.subscribers.values()].map(({ watch }) => watch));
    const position = this.position();
    const after = this.earliest(position);
    if (this.connection !== null && covers(this.watched, wanted) && after === position) this.serve();
    else this.reconnect(wanted, after);
    clearTimeout(this.tidyTimer);
    if (!covers(wanted, this.watched)) this.tidyTimer = setTimeout(() => this.reconnect(unionOf([...this.subscribers.values()].map(({ watch }) => watch)), this.position()), TIDY_MILLIS);
  }

  private position(): number | null {
    return this.connection?.position ?? this.known;
  }

  /** From where on everybody is told what he lacks. */
  private earliest(position: number | null): number | null {
    const lacking = [...this.subscribers.values()].flatMap(({ served, after }) => (served || after === null ? [] : [after]));
    const numbers = position === null ? lacking : [...lacking, position];
    return numbers.length === 0 ? null : Math.min(...numbers);
  }

  private reconnect(wanted: Watch, after: number | null): void {
    this.disconnect();
    if (this.subscribers.size === 0) return;
    this.watched = wanted;
    this.change('connecting');
    this.connection = this.connect(
      wanted,
      after,
      (event) => this.deliver(event),
      (state) => {
        this.change(state);
        if (state === 'live') this.serve();
      },
    );
    // The server says hello itself where it was told no number.
    for (const subscriber of this.subscribers.values()) if (subscriber.after !== null || after === null) subscriber.served = true;
  }

  private disconnect(): void {
    this.known = this.position();
    this.connection?.close();
    this.connection = null;
    clearTimeout(this.tidyTimer);
  }

  /** Those who come to an open connection are told hello, so that they ask for what they show. */
  private serve(): void {
    if (this.state !== 'live') return;
    for (const subscriber of this.subscribers.values()) {
      if (!subscriber.served && subscriber.after === null) subscriber.tell({ kind: 'event', event: { kind: 'hello', data: { change: this.position() ?? 0 } } });
      subscriber.served = true;
    }
  }

  private deliver(event: StreamEvent): void {
    for (const { watch, tell } of this.subscribers.values()) if (concerns(watch, event)) tell({ kind: 'event', event });
  }

  private change(state: ConnectionState): void {
    this.state = state;
    for (const { tell } of this.subscribers.values()) tell({ kind: 'state', state });
  }
}
