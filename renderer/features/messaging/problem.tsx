import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { StateIcon } from '../../ui/state-mark';
import classes from './messaging.module.css';
import type { Read } from './use-read';

/** Why something could not be read, beside what was read before it. */
export function Problem({ of }: { of: Pick<Read<unknown>, 'problem' | 'again' | 'reading'> }): ReactNode {
  if (of.problem === null) return null;
  return (
    <div className={classes.problem} role="status">
      <StateIcon tone="failed" />
      <span>{of.problem}</span>
      <Button size="compact-xs" variant="default" loading={of.reading} onClick={of.again}>
        {t('messaging.readAgain')}
      </Button>
    </div>
  );
}
