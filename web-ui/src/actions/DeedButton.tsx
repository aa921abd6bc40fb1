import { Button, type ButtonProps } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import { useMay, type Deed } from '../api/session';
import { words } from '../words';

type Props = ButtonProps & Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> & { readonly needs?: Deed };

/** A button that changes something at the tracker: whoever may not is told so before they try. */
export function DeedButton({ needs = 'editor', ...button }: Props) {
  const may = useMay(needs);
  return <Button {...button} {...(may ? {} : { disabled: true, title: words().control.needs[needs] })} />;
}
