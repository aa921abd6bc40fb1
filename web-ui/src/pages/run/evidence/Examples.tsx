import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { readJson, type TestReport } from '../../../api/evidence';
import { readTiles } from '../../../api/tiles';
import type { RunDetails } from '../../../api/types';
import classes from './Examples.module.css';
import { ExampleCard } from './ExampleCard';
import { Explanation } from './Explanation';
import { Loaded } from './Loaded';

type Props = {
  readonly run: RunDetails;
  /** Which of the report's images. */
  readonly set: 'first' | 'mistakes';
  readonly emptyText: string;
  readonly children: ReactNode;
};

/** Some of the test images with what the network says of each. */
export function Examples({ run, set, emptyText, children }: Props) {
  return (
    <Stack gap="sm">
      <Explanation>{children}</Explanation>
      <Loaded run={run} name="test-report.json" read={readJson<TestReport>}>
        {(report) => (
          <Loaded run={run} name="images.tiles" read={readTiles}>
            {(sets) =>
              report[set].length === 0 ? (
                <Text size="sm">{emptyText}</Text>
              ) : (
                <ul className={classes.cards}>
                  {report[set].map((example, i) => (
                    <ExampleCard key={example.image} example={example} tile={sets.find(({ name }) => name === set)?.tiles[i]} names={report.classes} />
                  ))}
                </ul>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Stack>
  );
}
