import { ActionIcon, Anchor, AppShell, Group, Text } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Navigate, NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useSession } from '../api/session';
import { paths } from '../base/paths';
import { HEADER_HEIGHT } from '../base/tokens';
import { words } from '../words';
import { Account } from './Account';
import { openPalette, Palette } from './Palette';
import { SettingsMenu } from './SettingsMenu';
import { ShortcutsDialog } from './ShortcutsDialog';
import { useShortcuts } from './useShortcuts';
import classes from './Shell.module.css';

/** The frame around every page. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  const { pathname, search } = useLocation();
  const { data: session, isPending } = useSession();
  const shown = useRef(pathname);
  const [help, setHelp] = useState(false);
  useShortcuts(() => setHelp(true));
  const { pages, nav, skip, palette } = words().app;
  const links = [
    { to: paths.experiments, name: pages.experiments },
    { to: paths.runs, name: pages.runs },
    { to: paths.compare(), name: pages.compare },
    { to: paths.queue, name: pages.queue },
    { to: paths.workers, name: pages.workers },
  ];

  useEffect(() => {
    // After a change of page the keyboard goes on from the new page's start.
    if (shown.current !== pathname) main.current?.focus({ preventScroll: true });
    shown.current = pathname;
  }, [pathname]);

  if (session?.authentication === true && session.user === null) return <Navigate to={paths.login(pathname + search)} replace />;
  return (
    <AppShell header={{ height: HEADER_HEIGHT }} padding={0}>
      <a href="#main" className={classes.skip}>
        {skip}
      </a>
      <AppShell.Header>
        <div className={`${classes.page} ${classes.bar}`}>
          <Group wrap="nowrap" className={classes.ways ?? ''}>
            <Anchor component={NavLink} to={paths.experiments} underline="never" className={classes.brand} aria-label="Trainyard">
              <img src="/favicon.svg" alt="" width={22} height={22} />
              <Text span fw={700} c="var(--mantine-color-text)" className={classes.brandName}>
                Trainyard
              </Text>
            </Anchor>
            <Group component="nav" gap={2} wrap="nowrap" aria-label={nav} className={classes.nav ?? ''}>
              {links.map(({ to, name }) => (
                <NavLink key={to} to={to} className={classes.link ?? ''}>
                  {name}
                </NavLink>
              ))}
            </Group>
          </Group>
          <Group gap={4} wrap="nowrap" className={classes.tools ?? ''}>
            <ActionIcon variant="subtle" color="gray" aria-label={palette.open} title={`${palette.open} (Ctrl + K)`} onClick={openPalette}>
              <IconSearch size={18} aria-hidden />
            </ActionIcon>
            {session?.user != null && <Account user={session.user} />}
            <SettingsMenu />
          </Group>
        </div>
      </AppShell.Header>
      <AppShell.Main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <div className={`${classes.page} ${classes.content}`}>
          {/* Whoever has to log in first is not shown what they may not see. */}
          {!isPending && <Outlet />}
        </div>
      </AppShell.Main>
      <Palette onShortcuts={() => setHelp(true)} />
      <ShortcutsDialog opened={help} onClose={() => setHelp(false)} />
      <ScrollRestoration />
    </AppShell>
  );
}
