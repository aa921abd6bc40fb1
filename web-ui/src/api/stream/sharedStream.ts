import { connect } from './connect';
import type { Watch } from './events';
import { StreamHub, type HubMessage } from './StreamHub';

/** What a page tells the worker. A subscription is repeated as a sign of life. */
export type PageMessage = { readonly kind: 'subscribe'; readonly id: string; readonly watch: Watch; readonly after: number | null } | { readonly kind: 'leave'; readonly id: string };

type Tell = (message: HubMessage) => void;
type Source = { readonly subscribe: (watch: Watch, after: number | null, tell: Tell) => () => void };

const SIGN_OF_LIFE_MILLIS = 20_000;
const WORKER_ANSWERS_MILLIS = 5000;
const HIDDEN_MILLIS = 30_000;

let source: Source | null = null;

/** Tells of what is watched until the answered function is called, over one connection for all pages where the browser can. */
export function subscribe(watch: Watch, after: number | null, tell: Tell): () => void {
  source ??= typeof SharedWorker === 'undefined' ? ofThisPage() : ofAllPages();
  return source.subscribe(watch, after, tell);
}

const newId = () => `${Date.now()}-${Math.random()}`;

/** A hub of the page's own; one that nobody looks at holds no connection. */
function ofThisPage(): Source {
  const hub = new StreamHub(connect);
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => hub.rest(), HIDDEN_MILLIS);
    else hub.wake();
  });
  return {
    subscribe: (watch, after, tell) => {
      const id = newId();
      hub.add(id, watch, after, tell);
      return () => hub.remove(id);
    },
  };
}

function ofAllPages(): Source {
  const subscriptions = new Map<string, { readonly message: PageMessage & { readonly kind: 'subscribe' }; readonly tell: Tell; leave?: () => void }>();
  const worker = new SharedWorker(new URL('./streamWorker.ts', import.meta.url), { type: 'module', name: 'trainyard' });
  let fallback: Source | null = null;
  const post = (message: PageMessage) => worker.port.postMessage(message);
  const repeat = () => subscriptions.forEach(({ message }) => post(message));

  worker.port.onmessage = ({ data }: MessageEvent<{ readonly id: string; readonly message: HubMessage }>) => {
    clearTimeout(patience);
    subscriptions.get(data.id)?.tell(data.message);
  };
  worker.port.start();
  worker.onerror = fallBack;
  const life = setInterval(repeat, SIGN_OF_LIFE_MILLIS);
  let patience: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener('pagehide', () => subscriptions.forEach((_, id) => post({ kind: 'leave', id })));
  window.addEventListener('pageshow', repeat);

  /** A worker that cannot be started, or does not answer, is done without. */
  function fallBack() {
    clearTimeout(patience);
    clearInterval(life);
    if (fallback !== null) return;
    const own = ofThisPage();
    fallback = own;
    subscriptions.forEach((subscription) => {
      subscription.leave = own.subscribe(subscription.message.watch, subscription.message.after, subscription.tell);
    });
  }

  return {
    subscribe: (watch, after, tell) => {
      if (fallback !== null) return fallback.subscribe(watch, after, tell);
      const id = newId();
      const message = { kind: 'subscribe', id, watch, after } as const;
      subscriptions.set(id, { message, tell });
      patience ??= setTimeout(fallBack, WORKER_ANSWERS_MILLIS);
      post(message);
      return () => {
        subscriptions.get(id)?.leave?.();
        subscriptions.delete(id);
        post({ kind: 'leave', id });
      };
    },
  };
}
