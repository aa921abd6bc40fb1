import { ActionIcon } from '@mantine/core';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { words } from '../words';

type Props = { readonly name: string; readonly starred: boolean; readonly pending: boolean; readonly onChange: (starred: boolean) => void };

export function StarButton({ name, starred, pending, onChange }: Props) {
  const said = words().organise;
  return (
    <ActionIcon variant="subtle" color={starred ? 'yellow.7' : 'gray'} aria-pressed={starred} aria-label={said.star(name)} title={said.star(name)} loading={pending} onClick={() => onChange(!starred)}>
      {starred ? <IconStarFilled size={18} aria-hidden /> : <IconStar size={18} aria-hidden />}
    </ActionIcon>
  );
}
