import type { RunState } from './state';

/** States of the platform's machine where a run ends or parks. */
export type Next =
  | 'PlanFailed'
  | 'PlanTimeout'
  | 'WaitForResume'
  | 'PlanCompleted'
  | 'DetermineWavePlanState'
  | 'DetermineWaveState'
  | 'WaitForWaveUpdate';

/** The four rules both choices begin with, in this order. */
function common(state: RunState): Next | null {
  if (state.status === 'failed') return 'PlanFailed';
  if (state.status === 'timeout') return 'PlanTimeout';
  if (state.status === 'paused') return 'WaitForResume';
  return state.all_waves_completed ? 'PlanCompleted' : null;
}

export function afterPlanState(state: RunState): Next {
  return common(state) ?? 'DetermineWaveState';
}

export function afterWaveState(state: RunState): Next {
  return common(state) ?? (state.wave_completed ? 'DetermineWavePlanState' : 'WaitForWaveUpdate');
}
