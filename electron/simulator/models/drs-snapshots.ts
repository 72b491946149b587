import { createHash } from 'node:crypto';
import type { SourceServer } from './drs-types';
import { iso } from './drs-view';

/** The default point-in-time policy: every 10 minutes for an hour, hourly for a day, daily for a week. */
export const PIT_POLICY = [
  { ruleID: 1, interval: 10, units: 'MINUTE', retentionDuration: 60, enabled: true },
  { ruleID: 2, interval: 1, units: 'HOUR', retentionDuration: 24, enabled: true },
  { ruleID: 3, interval: 1, units: 'DAY', retentionDuration: 7, enabled: true },
] as const;

const MINUTE = 60_000;

export interface Snapshot {
  readonly snapshotID: string;
  readonly sourceServerID: string;
  readonly expectedTimestamp: string;
  readonly timestamp: string;
  readonly ebsSnapshots: readonly string[];
}

/** Snapshots of a server at `now`, newest first. None were taken while replication stood still. */
export function snapshotsOf(server: SourceServer, now: number): Snapshot[] {
  const instants = new Set<number>();
  for (const [step, count] of [
    [10 * MINUTE, 6],
    [60 * MINUTE, 24],
    [24 * 60 * MINUTE, 7],
  ] as const) {
    const latest = now - (now % step);
    for (let index = 0; index < count; index += 1) instants.add(latest - index * step);
  }
  const stopped = server.replication.state === 'STALLED' ? server.replication.since : Number.POSITIVE_INFINITY;
  return [...instants]
    .filter((at) => at <= stopped)
    .sort((a, b) => b - a)
    .map((at) => snapshotAt(server.spec.id, at));
}

/** Ids follow from server and instant, so the same snapshot keeps its id without being stored. */
export function snapshotAt(serverId: string, at: number): Snapshot {
  const digest = createHash('sha256').update(`${serverId}@${at}`).digest('hex');
  return {
    snapshotID: `pit-${digest.slice(0, 17)}`,
    sourceServerID: serverId,
    expectedTimestamp: iso(at),
    timestamp: iso(at + 20_000),
    ebsSnapshots: [`snap-${digest.slice(17, 34)}`],
  };
}
