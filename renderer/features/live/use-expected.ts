import { useMemo } from 'react';
import type { Execution } from '../../../shared/domain/view';
import { usePage, useView } from '../../store/page';
import { allExecutions, participantsOf } from '../../store/selectors';
import { type Expected, expectedOf, pastRunsOf } from './expected';

const none: readonly Execution[] = [];

/** What past runs of the plan took, worked out anew only when another one has ended; null with fewer than two. */
export function useExpected(execution: Execution): Expected | null {
  const { store } = usePage();
  const all = useView((view) => allExecutions(view.executions), none);
  const past = pastRunsOf(execution, all);
  const key = past.map((one) => `${one.executionId} ${one.endedAt}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs that have ended stay as they are, whatever else changes
  return useMemo(() => {
    const view = store.getState().held?.view;
    return view === undefined ? null : expectedOf(past, (id) => participantsOf(view, id));
  }, [key, store]);
}
