import { useMemo } from 'react';
import type { PlanView, View } from '../../../shared/domain/view';
import { useView } from '../../store/page';
import { allPlans, inContext } from '../../store/selectors';
import type { Frame } from '../widget';

const nothing: View['plans'] = {};

/** Recovery plans of the frame's context, by name. */
export function usePlans({ contextId }: Frame): readonly PlanView[] {
  const records = useView((view) => view.plans, nothing);
  return useMemo(() => inContext(allPlans(records), contextId), [records, contextId]);
}
