import type { ReactNode } from 'react';
import { useConnection } from '../store/page';
import { EmptyState } from '../ui/empty-state';

/** In place of a screen while there is nothing to show, not even old facts: what is wrong and what happens next. */
export function NotReached(): ReactNode {
  const refused = useConnection().kind === 'refused';
  return (
    <EmptyState
      heading="Not connected"
      text={refused ? 'This page may not see the console.' : 'The console has not answered yet.'}
      next={
        refused
          ? 'What it watches goes on being watched; only this page is shut out.'
          : 'It may be starting, or may have been stopped. The page asks again by itself and shows everything as soon as it answers.'
      }
    />
  );
}
