import { outcomeOf } from '../../../shared/domain/metrics/derive/outcomes';
import type { Execution } from '../../../shared/domain/view';

/** How an execution stands against its recovery time objective. Durations are milliseconds; `share` may pass 1. */
export type RtoStanding =
  | { readonly kind: 'unset' }
  | { readonly kind: 'not-begun'; readonly targetMs: number }
  | {
      readonly kind: 'running';
      readonly targetMs: number;
      readonly passedMs: number;
      readonly leftMs: number;
      readonly share: number;
    }
  | {
      readonly kind: 'met' | 'missed';
      readonly targetMs: number;
      readonly passedMs: number;
      readonly leftMs: number;
      readonly share: number;
    }
  /** It ended without having recovered every server: no time was reached. */
  | { readonly kind: 'not-reached'; readonly targetMs: number; readonly passedMs: number; readonly share: number };

type Told = Pick<Execution, 'status' | 'detail' | 'startedAt' | 'endedAt' | 'counts'>;

/**
 * Time from the start to the end, or to now, against `targetMinutes` (null: none was set). One rule with the dashboards: only a run
 * that recovered every server reached a time, so a run that was cancelled, or whose orchestration was stopped, reached none.
 */
export function rtoOf(execution: Told, targetMinutes: number | null, nowMs: number): RtoStanding {
  if (targetMinutes === null) return { kind: 'unset' };
  const targetMs = targetMinutes * 60_000;
  if (execution.startedAt === null) return { kind: 'not-begun', targetMs };
  const endMs = execution.endedAt === null ? null : Date.parse(execution.endedAt);
  const passedMs = Math.max(0, (endMs ?? nowMs) - Date.parse(execution.startedAt));
  const share = passedMs / targetMs;
  const leftMs = targetMs - passedMs;
  if (endMs === null) return { kind: 'running', targetMs, passedMs, leftMs, share };
  if (outcomeOf(execution) !== 'succeeded') return { kind: 'not-reached', targetMs, passedMs, share };
  return { kind: leftMs >= 0 ? 'met' : 'missed', targetMs, passedMs, leftMs, share };
}
