import { useCallback } from 'react';
import { useStore } from 'zustand';
import { type IncidentFilter, noFilter } from './incidents';
import { ofPage } from './of-page';
import { usePage } from './page';

const filters = ofPage<IncidentFilter>(() => noFilter);

/** Through what this page looks at the incidents; it stays while an incident is open. */
export function useIncidentFilter(): readonly [IncidentFilter, (change: Partial<IncidentFilter>) => void] {
  const { ui } = usePage();
  const store = filters(ui);
  return [useStore(store), useCallback((change) => store.setState(change), [store])];
}
