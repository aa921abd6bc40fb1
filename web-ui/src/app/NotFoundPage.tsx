import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { paths } from '../base/paths';
import { usePageTitle } from '../base/usePageTitle';
import { EmptyState } from '../widgets/EmptyState';
import { words } from '../words';

export function NotFoundPage() {
  const { title, text, action, tab } = words().app.notFound;
  usePageTitle(tab);
  return (
    <EmptyState
      order={1}
      title={title}
      action={
        <Button component={Link} to={paths.experiments}>
          {action}
        </Button>
      }
    >
      {text}
    </EmptyState>
  );
}
