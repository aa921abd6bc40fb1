import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { api, type Query } from '../base/paths';
import { keys } from './keys';
import { StreamConnection, type ConnectionState, type StreamListener } from './StreamConnection';

export type StreamOptions = {
  /** `runs`, `experiment` or `workers`; nothing for the summaries of all runs. */
  readonly filter: Query;
  /** The change to resume after, `''` to start now, or null to wait. */
  readonly after: string | null;
  readonly listener: StreamListener;
};

/** The live stream of the tracker while the component is shown. */
export function useStream({ filter, after, listener }: StreamOptions): ConnectionState {
  const [state, setState] = useState<ConnectionState>('connecting');
  const key = after === null ? null : JSON.stringify(filter);
  const client = useQueryClient();
  const current = useEffectEvent(() => ({ after: after ?? '', listener }));
  const tell = useEffectEvent((next: ConnectionState) => {
    // A stream that breaks off may be the first to show that the session has ended.
    if (next === 'reconnecting') void client.invalidateQueries({ queryKey: keys.session });
    setState(next);
  });

  useEffect(() => {
    if (key === null) return undefined;
    const parameters = JSON.parse(key) as Query;
    // Each event asks for the newest listener, so that a new render does not open a new connection.
    const latest: StreamListener = {
      hello: (data) => current().listener.hello?.(data),
      run: (data) => current().listener.run?.(data),
      metrics: (data) => current().listener.metrics?.(data),
      log: (data) => current().listener.log?.(data),
      deleted: (data) => current().listener.deleted?.(data),
      worker: (data) => current().listener.worker?.(data),
    };
    const connection = new StreamConnection((lastEventId) => api.stream({ ...parameters, lastEventId }), current().after, latest, (next) => tell(next));
    return () => connection.close();
  }, [key]);
  return state;
}
