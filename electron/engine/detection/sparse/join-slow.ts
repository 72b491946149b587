import { findingOfFleet } from '../../../../shared/domain/detection/fleet/finding-of-fleet';
import type { FleetBook, Watched } from '../../../../shared/domain/detection/fleet/fleet';
import { joinFleet } from '../../../../shared/domain/detection/fleet/join-fleet';
import type { SeenDuration } from '../../../../shared/domain/detection/sparse/drill-durations';
import { sparseSubjectOf } from '../../../../shared/domain/detection/sparse/finding-of-sparse';
import { instantOf, msOf } from '../../../../shared/domain/primitives';
import type { FoundNow } from '../findings-api';
import type { Drill, Slow } from './watch-drills';

/** Subjects of servers that are slow together begin so; then the execution, then the phase. */
export const TOGETHER = 'sparse-fleet:';
/** With fewer left it is not told anew. */
const FEWEST_TOLD = 2;

/**
 * Servers that are slow together in one phase as one finding; what is slow by itself stays single. `before` is what the look before
 * left: whoever becomes slow later joins those who were.
 */
export function joinSlow(
  { execution, participants }: Drill,
  seen: readonly SeenDuration[],
  slow: readonly Slow[],
  nowMs: number,
  before: FleetBook,
) {
  const types = new Map<string, string | null>(participants.map((one) => [one.sourceServerId, one.instanceType]));
  const watched = seen.flatMap(({ observation: { metric, phase, serverId }, waveLabel }): Watched[] => {
    if (metric !== 'PhaseDuration' || phase === null || serverId === null) return [];
    const instanceType = types.get(serverId) ?? null;
    const labels = { ...(waveLabel === null ? {} : { wave: waveLabel }), ...(instanceType === null ? {} : { instanceType }) };
    return [{ key: keyOf(phase, serverId), kind: phase, labels }];
  });
  const byKey = new Map(
    slow.flatMap((one) => {
      const { metric, phase, serverId } = one.seen.observation;
      return metric === 'PhaseDuration' && phase !== null && serverId !== null ? [[keyOf(phase, serverId), one] as const] : [];
    }),
  );
  // All of one drill is of one moment: who began when is the plan's doing.
  const drillMs = execution.startedAt === null ? nowMs : msOf(execution.startedAt);
  const deviating = [...byKey].map(([key, { judged }]) => ({ key, score: judged.score, sinceMs: drillMs }));
  const { open, book } = joinFleet({ atMs: nowMs, watched, deviating }, before);
  const isJoined = new Set(open.flatMap(({ members }) => members.flatMap(({ key }) => byKey.get(key) ?? [])));
  const told = open.filter(({ members }) => members.length >= FEWEST_TOLD);
  const joined = told.map((fleet): FoundNow => {
    const members = fleet.members.flatMap(({ key }) => byKey.get(key) ?? []);
    const sinceMs = Math.min(...members.map(({ seen: { startedAt } }) => msOf(startedAt)));
    const draft = findingOfFleet(fleet, {
      at: instantOf(nowMs),
      family: 'phase-duration',
      aspect: 'outlier',
      severity: 'MEDIUM',
      what: `${fleet.kind.toLowerCase()} time`,
      plural: 'servers',
      next: 'Open the execution and look at what these servers wait for.',
      seriesOf: () => null,
    });
    const names = members.flatMap(({ seen: { serverName } }) => serverName ?? []).sort();
    return {
      ...draft,
      subject: `${TOGETHER}${execution.executionId}:${fleet.kind}:${fleet.shared?.value ?? 'all'}`,
      since: instantOf(sinceMs),
      contextId: execution.contextId,
      executionId: execution.executionId,
      planName: execution.planName,
      evidence: { ...draft.evidence, facts: [...draft.evidence.facts, `They are ${names.slice(0, 20).join(', ')}.`] },
    };
  });
  const members = [...isJoined].map(({ seen: { observation } }) => sparseSubjectOf(observation));
  return { joined, members, single: slow.filter((one) => !isJoined.has(one)), book };
}

function keyOf(phase: string, serverId: string): string {
  return `${phase} ${serverId}`;
}
