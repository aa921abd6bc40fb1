import { Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { LogLine } from '../../api/types';
import { formatDateTime, formatTime } from '../../base/format';
import { Panel } from '../../widgets/Panel';
import { words } from '../../words';
import classes from './Log.module.css';

const NEAR_END_PIXELS = 40;

/** What the workers told about the run. It follows the end unless the reader has scrolled away from it. */
export function Log({ lines, emptyText }: { readonly lines: readonly LogLine[]; readonly emptyText: string }) {
  const box = useRef<HTMLDivElement>(null);
  const following = useRef(true);

  useEffect(() => {
    if (following.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);

  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current ?? { scrollTop: 0, scrollHeight: 0, clientHeight: 0 };
    following.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PIXELS;
  };

  return (
    <Panel title={words().run.log.title}>
      {lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {emptyText}
        </Text>
      ) : (
        // A region that scrolls must be reachable with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div ref={box} className={classes.log} onScroll={scrolled} tabIndex={0} role="log" aria-label={words().run.log.title}>
          {lines.map((line) => (
            <div key={line.id} className={classes.line} data-level={line.level}>
              <time dateTime={line.at} title={formatDateTime(line.at)}>
                {formatTime(line.at)}
              </time>
              <span className={classes.level}>{words().run.log.levels[line.level]}</span>
              <span>{line.message}</span>
            </div>
          ))}
        </div>
      )}
    </Panel>
  );
}
