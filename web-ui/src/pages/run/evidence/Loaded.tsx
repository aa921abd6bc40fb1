import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useArtifact } from '../../../api/artifacts';
import type { Artifact, RunDetails } from '../../../api/types';
import { LoadingRows } from '../../../widgets/LoadingRows';
import { ProblemAlert } from '../../../widgets/ProblemAlert';
import { words } from '../../../words';

type Props<T> = {
  readonly run: RunDetails;
  /** Of the file. */
  readonly name: string;
  readonly read: (bytes: ArrayBuffer) => T;
  readonly children: (content: T) => ReactNode;
};

/** Fetches a file of the run when it is first shown, and shows what is made of it. */
export function Loaded<T>({ run, name, ...rest }: Props<T>) {
  const file = run.artifacts.find((artifact) => artifact.name === name);
  if (file) return <Content run={run.id} file={file} {...rest} />;
  return (
    <Text size="sm" c="dimmed">
      {words().evidence.noFile(name)}
    </Text>
  );
}

type ContentProps<T> = Omit<Props<T>, 'run' | 'name'> & { readonly run: string; readonly file: Artifact };

function Content<T>({ run, file, read, children }: ContentProps<T>) {
  const query = useArtifact(run, file, read);
  if (query.isPending) return <LoadingRows rows={4} />;
  if (query.isError)
    return (
      <ProblemAlert
        error={query.error}
        advice={words().evidence.unreadable(file.name)}
        onRetry={() => void query.refetch()}
      />
    );
  return children(query.data);
}
