import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { words } from '../words';

type Props = { readonly title: string; readonly onPng: () => void; readonly onSvg: () => void; readonly onCsv: () => void };

/** A chart as a file. */
export function ChartMenu({ title, onPng, onSvg, onCsv }: Props) {
  const { save } = words().charts;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={save.label(title)}>
          <IconDownload size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onPng}>{save.png}</Menu.Item>
        <Menu.Item onClick={onSvg}>{save.svg}</Menu.Item>
        <Menu.Item onClick={onCsv}>{save.csv}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
