import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SetupSurvey } from '../../../shared/contract/setup';
import { t } from '../../language/language';
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
      <h2 className={classes.heading}>{t('setup.oldQueues')}</h2>
      <ul className={classes.lines}>
        {items.map(({ name, lastUse, unusedDays }) => (
          <li key={name} className={classes.old}>
            <span>{t('setup.oldQueue', { name, date: lastUse ?? '–', n: unusedDays ?? '–' })}</span>
            <Button size="compact-xs" variant="default" color="red" disabled={busy} onClick={() => onRemove(name)}>
              {t('setup.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
