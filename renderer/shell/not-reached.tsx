import type { ReactNode } from 'react';
import { t } from '../language/language';
import { useConnection } from '../store/page';
import { EmptyState } from '../ui/empty-state';

/** In place of a screen while there is nothing to show, not even old facts: what is wrong and what happens next. */
export function NotReached(): ReactNode {
  const refused = useConnection().kind === 'refused';
  return (
    <EmptyState
      heading={t('shell.notConnected')}
      text={refused ? t('shell.mayNotSee') : t('shell.notAnswered')}
      next={refused ? t('shell.shutOut') : t('shell.mayBeStarting')}
    />
  );
}
