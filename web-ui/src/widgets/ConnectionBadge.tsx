import { words } from '../words';
import classes from './ConnectionBadge.module.css';

type Props = { readonly state: 'connecting' | 'live' | 'reconnecting' };

/** Whether what is shown changes by itself at the moment. */
export function ConnectionBadge({ state }: Props) {
  return (
    <span className={classes.badge} data-state={state} role="status">
      {words().common.connection[state]}
    </span>
  );
}
