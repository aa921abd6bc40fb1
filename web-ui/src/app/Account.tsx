import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconKey, IconLogout, IconUser } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { useLogout } from '../api/session';
import type { Session } from '../api/types';
import { paths } from '../base/paths';
import { notifyProblem } from '../widgets/notify';
import { words } from '../words';
import classes from './Shell.module.css';

/** Who is logged in, and the way out. */
export function Account({ user }: { readonly user: NonNullable<Session['user']> }) {
  const logout = useLogout();
  const navigate = useNavigate();
  const { title, account } = words().access;
  const leave = () => logout.mutate(undefined, { onSuccess: () => void navigate(paths.login()), onError: notifyProblem });
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          px="sm"
          leftSection={<IconUser size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={account.label(user.name, user.role)}
          classNames={{ root: classes.account ?? '', label: classes.accountName ?? '', section: classes.accountSection ?? '' }}
        >
          {user.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.name}
          <Text size="xs" c="dimmed">
            {user.role}
          </Text>
        </Menu.Label>
        <Menu.Item component={Link} to={paths.access} leftSection={<IconKey size={16} aria-hidden />}>
          {title}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>
          {account.logOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
