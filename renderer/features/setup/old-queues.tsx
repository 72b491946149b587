import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SetupSurvey } from '../../../shared/contract/setup';
import classes from './setup-screen.module.css';

interface OldQueuesProps {
  readonly survey: SetupSurvey;
  readonly busy: boolean;
  readonly onRemove: (name: string) => void;
}

/** Queues of consoles long gone: they gather messages nobody reads. */
export function OldQueues({ survey, busy, onRemove }: OldQueuesProps): ReactNode {
  const { items } = survey.discovered.oldQueues;
  if (items.length === 0) return null;
  return (
    <section>
      <h2 className={classes.heading}>Queues of installations long gone</h2>
      <ul className={classes.lines}>
        {items.map(({ name, lastUse, unusedDays }) => (
          <li key={name} className={classes.old}>
            <span>
              {name}, last used {lastUse}, {unusedDays} days ago
            </span>
            <Button size="compact-xs" variant="default" color="red" disabled={busy} onClick={() => onRemove(name)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
