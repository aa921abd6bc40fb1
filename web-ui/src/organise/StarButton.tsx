import { ActionIcon } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useMay } from '../api/session';
import { words } from '../words';

type Props = { readonly name: string; readonly starred: boolean; readonly pending: boolean; readonly onChange: (starred: boolean) => void };

export function StarButton({ name, starred, pending, onChange }: Props) {
  const may = useMay('editor');
  const said = words().organise;
  return (
    <ActionIcon variant="subtle" color={starred ? 'yellow.7' : 'gray'} aria-pressed={starred} aria-label={said.star(name)} title={may ? said.star(name) : words().control.needs.editor} loading={pending} disabled={!may} onClick={() => onChange(!starred)}>
      {starred ? <IconStarFilled size={18} aria-hidden /> : <IconStar size={18} aria-hidden />}
    </ActionIcon>
  );
}
