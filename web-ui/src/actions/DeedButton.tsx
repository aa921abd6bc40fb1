import { Button, type ButtonProps } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import { useMay, type Deed } from '../api/session';
import { words } from '../words';

type Props = ButtonProps & Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> & {
  readonly needs?: Deed;
  /** Why nobody can do it. */
  readonly refused?: string | undefined;
};

/** A button that changes something at the tracker: whoever may not, or cannot, is told so before they try. */
export function DeedButton({ needs = 'editor', refused, ...button }: Props) {
  const may = useMay(needs);
  const reason = may ? refused : words().control.needs[needs];
  return <Button {...button} {...(reason === undefined ? {} : { disabled: true, title: reason })} />;
}
