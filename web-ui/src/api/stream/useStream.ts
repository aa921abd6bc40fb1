import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { keys } from '../keys';
import type { ConnectionState, StreamEvent, Watch } from './events';
import { subscribe } from './sharedStream';

export type StreamOptions = {
  readonly watch: Partial<Watch>;
  /** The change to go on after, null to start now, or undefined to wait. */
  readonly after: number | null | undefined;
  readonly onEvent: (event: StreamEvent) => void;
};

const NOTHING: Watch = { runs: [], experiments: [], all: false, workers: false };

/** What the tracker tells while the component is shown. */
export function useStream({ watch, after, onEvent }: StreamOptions): ConnectionState {
  const [state, setState] = useState<ConnectionState>('connecting');
  const key = after === undefined ? null : JSON.stringify(watch);
  const client = useQueryClient();
  const current = useEffectEvent(() => after ?? null);
  const show = useEffectEvent((next: ConnectionState) => {
    // A stream that breaks off may be the first to show that the session has ended.
    if (next === 'reconnecting') void client.invalidateQueries({ queryKey: keys.session });
    setState(next);
  });
  // A new render does not subscribe anew.
  const tell = useEffectEvent((event: StreamEvent) => onEvent(event));

  useEffect(() => {
    if (key === null) return undefined;
    const wanted = { ...NOTHING, ...(JSON.parse(key) as Partial<Watch>) };
    return subscribe(wanted, current(), (message) => {
      if (message.kind === 'state') show(message.state);
      else tell(message.event);
    });
  }, [key]);
  return state;
}
