import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Unread } from '../../../shared/domain/setup/discovered';
import classes from './setup-screen.module.css';

interface PartProps {
  readonly title: string;
  readonly unread?: Unread | null;
  readonly text?: string | null;
  readonly children: ReactNode;
}

/** One kind of thing that was found, with what may be chosen of it. */
export function Part({ title, unread = null, text = null, children }: PartProps): ReactNode {
  return (
    <div className={classes.part}>
      <h3 className={classes.partTitle}>{title}</h3>
      {text === null ? null : <p className={classes.note}>{text}</p>}
      <Group gap={10} className={classes.choices}>
        {children}
      </Group>
      {unread === null ? null : <p className={classes.warning}>{unread.message}</p>}
    </div>
  );
}
