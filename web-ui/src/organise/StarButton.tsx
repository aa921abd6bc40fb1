import { ActionIcon } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useMay } from '../api/session';
import { words } from '../words';

type Props = { readonly name: string; readonly starred: boolean; readonly pending: boolean; readonly small?: boolean; readonly onChange: (starred: boolean) => void };

export function StarButton({ name, starred, pending, small = false, onChange }: Props) {
  const may = useMay('editor');
  const said = words().organise;
  const size = small ? 14 : 18;
  return (
    <ActionIcon variant="subtle" size={small ? 'sm' : 'md'} color={starred ? 'yellow.7' : 'gray'} aria-pressed={starred} aria-label={said.star(name)} title={may ? said.star(name) : words().control.needs.editor} loading={pending} disabled={!may} onClick={() => onChange(!starred)}>
      {starred ? <IconStarFilled size={size} aria-hidden /> : <IconStar size={size} aria-hidden />}
    </ActionIcon>
  );
}
