import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useExperiments } from '../api/experiments';
import { useRunSearch } from '../api/runs';
import { useViews } from '../api/views';
import { paths } from '../base/paths';
import { words } from '../words';

const FOUND = 8;

/** Everything that can be gone to or done, by its name. */
export function Palette({ onShortcuts }: { readonly onShortcuts: () => void }) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const said = words().app.palette;
  return (
    <Spotlight
      // With a key held it is written nowhere: it opens from every field.
      tagsToIgnore={[]}
      query={text}
      onQueryChange={setText}
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      actions={useActions(open ? text : null, onShortcuts)}
      filter={(_, actions) => actions}
      shortcut={['mod + K']}
      nothingFound={said.nothing}
      scrollable
      maxHeight={420}
      searchProps={{ leftSection: <IconSearch size={16} aria-hidden />, placeholder: said.placeholder, 'aria-label': said.open }}
    />
  );
}

export const openPalette = spotlight.open;

/** What answers to a text; null while nobody asks. */
function useActions(text: string | null, onShortcuts: () => void): SpotlightActionGroupData[] {
  const navigate = useNavigate();
  const [searched] = useDebouncedValue(text ?? '', 200);
  const experiments = useExperiments(searched, text !== null);
  const runs = useRunSearch(searched, text !== null && searched !== '');
  const views = useViews(text !== null);
  const { palette, pages } = words().app;
  const to = (path: string) => () => void navigate(path);
  const named = (actions: SpotlightActionData[]) => actions.filter(({ label = '' }) => label.toLowerCase().includes((text ?? '').toLowerCase()));
  const groups: SpotlightActionGroupData[] = [
    {
      group: palette.go,
      actions: named([
        { id: 'experiments', label: palette.goTo(pages.experiments), onClick: to(paths.experiments) },
        { id: 'runs', label: palette.goTo(pages.runs), onClick: to(paths.runs) },
        { id: 'compare', label: palette.goTo(pages.compare), onClick: to(paths.compare()) },
        { id: 'queue', label: palette.goTo(pages.queue), onClick: to(paths.queue) },
        { id: 'workers', label: palette.goTo(pages.workers), onClick: to(paths.workers) },
      ]),
    },
    {
      group: palette.actions,
      actions: named([
        { id: 'new', label: palette.create, onClick: to(paths.newExperiment) },
        { id: 'keys', label: palette.shortcuts, onClick: onShortcuts },
      ]),
    },
    {
      group: words().views.open,
      actions: named((views.data?.items ?? []).map(({ name, path, query }) => ({ id: `view ${name}`, label: name, onClick: to(`${path}?${query}`) }))).slice(0, FOUND),
    },
    {
      group: palette.experiments,
      actions: (experiments.data?.pages[0]?.items ?? []).slice(0, FOUND).map(({ id, name, description }) => ({ id, label: name, description, onClick: to(paths.experiment(id)) })),
    },
    {
      group: palette.runs,
      actions: (runs.data?.items ?? []).slice(0, FOUND).map(({ id, name, experiment }) => ({ id, label: name, description: experiment.name, onClick: to(paths.run(id)) })),
    },
  ];
  return groups.filter(({ actions }) => actions.length > 0);
}
