import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { download } from '../base/download';
import { api, type Query } from '../base/paths';
import { words } from '../words';

const SHAPES = ['runs', 'grouped', 'history', 'steps'] as const;

/** Reports of runs, by what a line is. */
export function CsvMenu({ of }: { readonly of: Query }) {
  const said = words().compare;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
          {said.csv}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SHAPES.map((shape) => (
          <Menu.Item key={shape} onClick={() => download(api.comparisonCsv({ ...of, shape }))}>
            {said.csvLines[shape]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
