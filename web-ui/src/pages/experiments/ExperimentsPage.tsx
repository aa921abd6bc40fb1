import { Button, Group, TextInput } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { useExperiments } from '../../api/experiments';
import { keys } from '../../api/keys';
import { useStream } from '../../api/useStream';
import { paths } from '../../base/paths';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { EmptyState } from '../../widgets/EmptyState';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { ExperimentList } from './ExperimentList';

const REFRESH_MILLIS = 1000;

/** All experiments, newest first, with how far each has come. */
export function ExperimentsPage() {
  const [search, setSearch] = useSearchParams();
  const text = search.get('text') ?? '';
  const query = useExperiments(text);
  const client = useQueryClient();
  // Runs report many times a second; the counts need to follow only once a second.
  const refresh = useThrottledCallback(() => void client.invalidateQueries({ queryKey: keys.experiments() }), REFRESH_MILLIS);
  const connection = useStream({ filter: {}, after: '', listener: { hello: refresh, run: refresh, deleted: refresh } });
  const experiments = query.data?.pages.flatMap((page) => page.items) ?? [];
  const nothingYet = query.isSuccess && experiments.length === 0 && text === '';

  return (
    <>
      <PageHeader
        title="Experiments"
        beside={<ConnectionBadge state={connection} />}
        actions={
          <Button component={Link} to={paths.newExperiment} leftSection={<IconPlus size={16} aria-hidden />}>
            New experiment
          </Button>
        }
      />
      {!nothingYet && (
        <Group mb="md">
          <TextInput
            type="search"
            aria-label="Search experiments"
            placeholder="Search by name or description"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            onChange={(event) => setSearch(event.currentTarget.value === '' ? {} : { text: event.currentTarget.value }, { replace: true })}
            w={{ base: '100%', sm: 360 }}
          />
        </Group>
      )}
      {query.isPending && <LoadingRows rows={6} height={64} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {nothingYet && <FirstSteps />}
      {query.isSuccess && experiments.length === 0 && text !== '' && (
        <EmptyState title={`No experiment is called “${text}”`}>Search for another part of the name, or clear the search.</EmptyState>
      )}
      {experiments.length > 0 && <ExperimentList experiments={experiments} />}
      {query.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older experiments
          </Button>
        </Group>
      )}
    </>
  );
}

function FirstSteps() {
  return (
    <EmptyState
      title="No experiments yet"
      action={
        <Button component={Link} to={`${paths.newExperiment}?preset=course`} leftSection={<IconPlus size={16} aria-hidden />}>
          Start with the course’s experiment
        </Button>
      }
    >
      An experiment is a question with the runs that answer it. Start with the one of the course: does a convolutional network beat
      a fully connected one on MNIST, and does it still when all pixels are shuffled? At least one worker must be running to train it.
    </EmptyState>
  );
}
