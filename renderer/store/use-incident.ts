import { useCallback, useMemo } from 'react';
import type { WholeIncident } from '../../shared/contract/incidents';
import type { Alert } from '../../shared/domain/alerting/alert';
import type { Incident, IncidentEntry } from '../../shared/domain/alerting/incident';
import { msOf } from '../../shared/domain/primitives';
import type { ConsoleClient } from '../bridge/client';
import { useConsole, useView } from './page';
import { useReplay } from './replay';
import { useAgainOn } from './use-again-on';
import { useAsked } from './use-asked';

/** One incident with everything that belongs to it. */
export interface IncidentRead {
  /** Null until it is known. */
  readonly incident: Incident | null;
  /** Newest first. */
  readonly alerts: readonly Alert[];
  /** Oldest first. */
  readonly entries: readonly IncidentEntry[];
  /** Ended ones of the same cause, execution or plan. */
  readonly similar: WholeIncident['similar'];
  readonly problem: string | null;
  readonly isRead: boolean;
}

/** The stream tells of every change of those that are listed; this is for what the list is too short for. */
const EVERY_MS = 30_000;

/**
 * An incident by its id: from the live view where it is listed there, with its alerts and its timeline, which are read again whenever
 * it changes. In a replay it is what was known then.
 */
export function useIncident(incidentId: string): IncidentRead {
  const listed = useView((view) => view.incidents[incidentId] ?? null, null);
  const replay = useReplay();
  const read = useCallback((client: ConsoleClient) => client.incidents.get({ incidentId }), [incidentId]);
  const asked = useAsked(read, EVERY_MS);
  /** Moves with the replay, and stands still otherwise. */
  const instant = useConsole((data) => (replay === null ? null : (data.held?.view ?? null)));
  const { value, again } = asked;
  // By identity: two changes may be of one moment.
  useAgainOn(listed, again);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `instant` is when the replay stands elsewhere
  return useMemo(() => {
    const untilMs = replay === null ? null : replay.nowMs();
    const isPast = (at: string) => untilMs === null || Date.parse(at) <= untilMs;
    return {
      incident: listed ?? (replay === null ? (value?.incident ?? null) : null),
      alerts: (value?.alerts ?? []).filter(({ startedAt }) => isPast(startedAt)).map((alert) => asOf(alert, untilMs)),
      entries: (value?.entries ?? []).filter(({ at }) => isPast(at)),
      similar: (value?.similar ?? []).filter(({ resolvedAt }) => resolvedAt === null || isPast(resolvedAt)),
      problem: asked.problem,
      isRead: value !== null,
    };
  }, [listed, value, asked.problem, replay, instant]);
}

/** What an alert was at an instant, as far as what is known now tells; `untilMs` null is now. */
export function asOf(alert: Alert, untilMs: number | null): Alert {
  if (untilMs === null) return alert;
  const isKnown = (at: Alert['resolvedAt']): boolean => at !== null && msOf(at) <= untilMs;
  return {
    ...alert,
    ...(isKnown(alert.resolvedAt) ? {} : { status: 'FIRING' as const, resolvedAt: null, resolvedBecause: null }),
    ...(isKnown(alert.acknowledgedAt) ? {} : { acknowledgedAt: null, acknowledgedBy: null, note: null }),
    // Nothing says since when it has been quiet.
    suppression: null,
  };
}
