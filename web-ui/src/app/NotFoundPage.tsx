import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { paths } from '../base/paths';
import { usePageTitle } from '../base/usePageTitle';
import { EmptyState } from '../widgets/EmptyState';

export function NotFoundPage() {
  usePageTitle('Not found');
  return (
    <EmptyState title="There is no such page" action={<Button component={Link} to={paths.experiments}>Go to the experiments</Button>}>
      The address may be mistyped, or the page was moved.
    </EmptyState>
  );
}
