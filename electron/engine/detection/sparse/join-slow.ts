import { findingOfFleet } from '../../../../shared/domain/detection/fleet/finding-of-fleet';
import { emptyFleetBook, type Watched } from '../../../../shared/domain/detection/fleet/fleet';
import { joinFleet } from '../../../../shared/domain/detection/fleet/join-fleet';
import type { SeenDuration } from '../../../../shared/domain/detection/sparse/drill-durations';
import { instantOf, msOf } from '../../../../shared/domain/primitives';
import type { FoundNow } from '../findings-api';
import type { Drill, Slow } from './watch-drills';

/** Servers that are slow together in one phase as one finding; what is slow by itself stays single. */
export function joinSlow(
  { execution, participants }: Drill,
  seen: readonly SeenDuration[],
  slow: readonly Slow[],
  nowMs: number,
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
  const deviating = [...byKey].map(([key, { judged }]) => ({ key, score: judged.score, sinceMs: nowMs }));
  const { open } = joinFleet({ atMs: nowMs, watched, deviating }, emptyFleetBook);
  const isJoined = new Set(open.flatMap(({ members }) => members.map(({ key }) => key)));
  const joined = open.map((fleet): FoundNow => {
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
      subject: `sparse-fleet:${execution.executionId}:${fleet.kind}:${fleet.shared?.value ?? 'all'}`,
      since: instantOf(sinceMs),
      contextId: execution.contextId,
      executionId: execution.executionId,
      planName: execution.planName,
      evidence: { ...draft.evidence, facts: [...draft.evidence.facts, `They are ${names.slice(0, 20).join(', ')}.`] },
    };
  });
  return { joined, single: slow.filter((one) => ![...byKey].some(([key, other]) => other === one && isJoined.has(key))) };
}

function keyOf(phase: string, serverId: string): string {
  return `${phase} ${serverId}`;
}
