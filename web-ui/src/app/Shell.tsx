import { Anchor, AppShell, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Navigate, NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useSession } from '../api/session';
import { paths } from '../base/paths';
import { Account } from './Account';
import { ColorSchemeToggle } from './ColorSchemeToggle';
import classes from './Shell.module.css';

const LINKS = [
  { to: paths.experiments, name: 'Experiments' },
  { to: paths.compare(), name: 'Compare' },
  { to: paths.workers, name: 'Workers' },
] as const;

/** The frame around every page. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  const { pathname, search } = useLocation();
  const { data: session, isPending } = useSession();
  const shown = useRef(pathname);

  useEffect(() => {
    // After a change of page the keyboard goes on from the new page's start.
    if (shown.current !== pathname) main.current?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);

  if (session?.authentication === true && session.user === null) return <Navigate to={paths.login(pathname + search)} replace />;
  return (
    <AppShell header={{ height: 56 }} padding="md">
      <a href="#main" className={classes.skip}>
        Skip to the page
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" maw={1440} mx="auto">
          <Group gap="lg" wrap="nowrap">
            <Anchor component={NavLink} to={paths.experiments} underline="never" className={classes.brand}>
              <img src="/favicon.svg" alt="" width={26} height={26} />
              <Text span fw={700} c="var(--mantine-color-text)" className={classes.brandName}>
                Trainyard
              </Text>
            </Anchor>
            <Group component="nav" gap={4} wrap="nowrap" aria-label="Pages">
              {LINKS.map(({ to, name }) => (
                <NavLink key={to} to={to} className={classes.link ?? ''}>
                  {name}
                </NavLink>
              ))}
            </Group>
          </Group>
          <Group gap="xs" wrap="nowrap">
            {session?.user != null && <Account user={session.user} />}
            <ColorSchemeToggle />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <div className={classes.page}>
          {/* Whoever has to log in first is not shown what they may not see. */}
          {!isPending && <Outlet />}
        </div>
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}
