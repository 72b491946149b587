import { type Objective, objectiveOf } from '../../../shared/domain/objectives';
import type { Execution } from '../../../shared/domain/view';
import { useConsole } from '../../store/page';

/** What was promised for the plan of this execution; null until the settings are read. */
export function useObjective(execution: Pick<Execution, 'planId'>): Objective | null {
  const settings = useConsole((data) => data.settings);
  return settings === null ? null : objectiveOf(settings, execution.planId);
}
