import { Button, Center, Checkbox, Group, TextInput } from '@mantine/core';
import { useDebouncedValue, useThrottledCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useExperiments } from '../../api/experiments';
import { keys } from '../../api/keys';
import { useMay } from '../../api/session';
import { useStream } from '../../api/stream/useStream';
import { paths } from '../../base/paths';
import { useSearchState } from '../../base/useSearchState';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { EmptyState } from '../../widgets/EmptyState';
import { ExternalHowTo } from '../../widgets/ExternalHowTo';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { ExperimentList } from './ExperimentList';

const REFRESH_MILLIS = 1000;
const SEARCH_MILLIS = 200;

/** All experiments, newest first, with how far each has come. */
export function ExperimentsPage() {
  const [text, setText] = useSearchState('text');
  const [typed, setTyped] = useState(text);
  const [debounced] = useDebouncedValue(typed, SEARCH_MILLIS);
  // What is typed goes into the address when the hand rests: a change of the address takes its time, and must not undo later keys.
  useEffect(() => {
    if (debounced !== text) setText(debounced);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [debounced]);
  const [archived, setArchived] = useSearchState('archived');
  const query = useExperiments(text, true, archived === 'true');
  const client = useQueryClient();
  // Runs report many times a second; the counts need to follow only once a second.
  const refresh = useThrottledCallback(() => void client.invalidateQueries({ queryKey: keys.experiments() }), REFRESH_MILLIS);
  const connection = useStream({ watch: { all: true }, after: null, onEvent: ({ kind }) => ['hello', 'run', 'deleted'].includes(kind) && refresh() });
  const experiments = query.data?.pages.flatMap((page) => page.items) ?? [];
  const nothingYet = query.isSuccess && experiments.length === 0 && text === '';
  const may = useMay('editor');
  const said = words().experiments;

  return (
    <>
      <PageHeader
        title={said.title}
        beside={<ConnectionBadge state={connection} />}
        actions={
          <>
            {!nothingYet && (
              <TextInput
                type="search"
                data-search
                aria-label={said.search}
                placeholder={said.placeholder}
                leftSection={<IconSearch size={14} aria-hidden />}
                value={typed}
                onChange={(event) => setTyped(event.currentTarget.value)}
                w={{ base: 220, sm: 320 }}
                size="xs"
              />
            )}
            <Checkbox size="xs" label={words().organise.showArchived} checked={archived === 'true'} onChange={(event) => setArchived(event.currentTarget.checked ? 'true' : '')} />
            {may && (
              <Button component={Link} to={paths.newExperiment} leftSection={<IconPlus size={14} aria-hidden />}>
                {said.create}
              </Button>
            )}
          </>
        }
      />
      {query.isPending && <LoadingRows rows={8} height={36} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {nothingYet && <FirstSteps />}
      {nothingYet && (
        <Center px="md">
          <ExternalHowTo />
        </Center>
      )}
      {query.isSuccess && experiments.length === 0 && text !== '' && <EmptyState title={said.none(text)}>{said.noneHint}</EmptyState>}
      {experiments.length > 0 && <ExperimentList experiments={experiments} />}
      {query.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {said.older}
          </Button>
        </Group>
      )}
    </>
  );
}

function FirstSteps() {
  const may = useMay('editor');
  const { title, action, text } = words().experiments.first;
  return (
    <EmptyState
      title={title}
      action={
        may && (
          <Button component={Link} to={`${paths.newExperiment}?preset=course`} leftSection={<IconPlus size={14} aria-hidden />}>
            {action}
          </Button>
        )
      }
    >
      {text}
    </EmptyState>
  );
}
