import type { ReactNode } from 'react';
import type { Range } from '../../../shared/domain/boards/range';
import { t } from '../../language/language';
import { useEngine, useNowMs } from '../../store/page';
import { rangeWords } from '../../ui/board/range-words';
import { formatClock, formatDate } from '../../ui/format';
import classes from './boards.module.css';

/** On paper only: which board this is, of when, and whether it is practice. */
export function PrintHead({ name, range }: { name: string; range: Range }): ReactNode {
  const nowMs = useNowMs();
  const rehearsal = useEngine()?.rehearsal != null;
  return (
    <header className={classes.printHead}>
      {rehearsal ? <strong className={classes.printWord}>REHEARSAL</strong> : null}
      <strong>{name}</strong>
      <span>{rangeWords(range)}</span>
      <span>{t('boards.printedAt', { date: formatDate(nowMs, 'UTC'), time: formatClock(nowMs, 'UTC') })}</span>
    </header>
  );
}
