import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconCheck } from '@tabler/icons-react';
import { use, useState } from 'react';
import { LANGUAGES, words } from '../words';
import { applyDensity, density, type Density } from './density';
import { LanguageContext } from './languageContext';

const SCHEMES: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];
const DENSITIES: readonly Density[] = ['compact', 'comfortable'];

/** How the pages look to this reader. */
export function SettingsMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { language, choose } = use(LanguageContext);
  const [rows, setRows] = useState(density);
  const said = words().app.settings;
  const item = (key: string, name: string, chosen: boolean, onClick: () => void) => (
    <Menu.Item key={key} onClick={onClick} rightSection={chosen ? <IconCheck size={14} aria-label={said.chosen} /> : null}>
      {name}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={said.label}>
          <IconAdjustmentsHorizontal size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{said.scheme}</Menu.Label>
        {SCHEMES.map((value) => item(value, said.schemes[value], value === colorScheme, () => setColorScheme(value)))}
        <Menu.Label>{said.density}</Menu.Label>
        {DENSITIES.map((value) =>
          item(value, said.densities[value], value === rows, () => {
            applyDensity(value);
            setRows(value);
          }),
        )}
        <Menu.Label>{said.language}</Menu.Label>
        {LANGUAGES.map(({ value, name }) => item(value, name, value === language, () => choose(value)))}
      </Menu.Dropdown>
    </Menu>
  );
}
