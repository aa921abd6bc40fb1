import classes from './StatusBadge.module.css';

export type Tone = 'good' | 'busy' | 'waiting' | 'warning' | 'bad';

const STATUS = { good: 'completed', busy: 'running', waiting: 'queued', warning: 'cancelled', bad: 'failed' } as const satisfies Readonly<Record<Tone, string>>;

/** A state of something other than a run, in the same colours. */
export function StateBadge({ word, tone }: { readonly word: string; readonly tone: Tone }) {
  return (
    <span className={classes.badge} data-status={STATUS[tone]}>
      {word}
    </span>
  );
}
