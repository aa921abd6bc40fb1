/**
 * Runs once for all pages of this browser: browsers open six connections to a server of HTTP/1.1, all pages together, and a stream
 * a page would leave none for the seventh.
 */
import { connect } from './connect';
import { StreamHub } from './StreamHub';
import type { PageMessage } from './sharedStream';

/** Pages that are gone say nothing; those in the background may be kept from speaking for a minute. */
const SILENT_MILLIS = 150_000;
const LOOK_MILLIS = 30_000;

const hub = new StreamHub(connect);
const heard = new Map<string, number>();

// In a shared worker's own terms, which the types of a page do not have.
(self as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = ({ ports: [port] }) => {
  if (!port) return;
  port.onmessage = ({ data }: MessageEvent<PageMessage>) => {
    if (data.kind === 'leave') {
      forget(data.id);
      return;
    }
    heard.set(data.id, Date.now());
    if (!hub.has(data.id)) hub.add(data.id, data.watch, data.after, (message) => port.postMessage({ id: data.id, message }));
  };
};

setInterval(() => {
  for (const [id, at] of heard) if (Date.now() - at > SILENT_MILLIS) forget(id);
}, LOOK_MILLIS);

function forget(id: string): void {
  heard.delete(id);
  hub.remove(id);
}
