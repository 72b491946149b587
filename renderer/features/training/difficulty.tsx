import type { ReactNode } from 'react';
import { t } from '../../language/language';
import classes from './training.module.css';

/** How hard something is, in a word and in filled dots. */
export function Difficulty({ of }: { of: number }): ReactNode {
  const word = of <= 1 ? t('training.easy') : of === 2 ? t('training.medium') : t('training.hard');
  return (
    <span className={classes.difficulty}>
      <span aria-hidden="true">{'●'.repeat(of) + '○'.repeat(Math.max(0, 3 - of))}</span> {word}
    </span>
  );
}
