import { useCallback, useMemo } from 'react';
import type { Finding } from '../../../../shared/domain/detection/finding';
import type { View } from '../../../../shared/domain/view';
import type { ConsoleClient } from '../../../bridge/client';
import { useView } from '../../../store/page';
import { useAgainOn } from '../../../store/use-again-on';
import { type Asked, useAsked } from '../../../store/use-asked';
import { severityRank } from '../../../ui/tone';

const EVERY_MS = 60_000;
const nothing: View['findings'] = {};

export interface AllFindings {
  /** Open ones first, the gravest of them first; then those that ended, the newest first. Null until they were read. */
  readonly findings: readonly Finding[] | null;
  readonly problem: string | null;
  /** There are older ones than were read. */
  readonly more: boolean;
  readonly again: () => void;
}

/** The newest `most` findings, and every open one as the live view has it. */
export function useFindings(most: number): AllFindings {
  const live = useView((view) => view.findings, nothing);
  const read = useCallback((client: ConsoleClient) => client.findings.list({ limit: most }), [most]);
  const { value, problem, again } = useAsked(read, EVERY_MS);
  useAgainOn(live, again);
  return useMemo(() => {
    const known = new Map((value?.items ?? []).map((one) => [one.findingId, one]));
    for (const one of Object.values(live)) known.set(one.findingId, newer(one, known.get(one.findingId)));
    const findings = value === null && known.size === 0 ? null : [...known.values()].sort(openFirst);
    return { findings, problem, more: value !== null && value.nextToken !== null, again };
  }, [live, value, problem, again]);
}

/** What was asked may be newer than the stream, and the other way round. */
function newer(one: Finding, other: Finding | undefined): Finding {
  if (other === undefined || other.endedAt === null) return one;
  return one.endedAt === null && one.lastAt <= other.lastAt ? other : one;
}

export function openFirst(a: Finding, b: Finding): number {
  if ((a.endedAt === null) !== (b.endedAt === null)) return a.endedAt === null ? -1 : 1;
  if (a.endedAt !== null && b.endedAt !== null) return a.endedAt < b.endedAt ? 1 : -1;
  return severityRank[b.severity] - severityRank[a.severity] || b.score - a.score || (a.since < b.since ? 1 : -1);
}

/** One finding by its id, where the list does not hold it: it may be older than what was read. */
export function useOneFinding(findingId: string | null): Asked<Finding | null> {
  const read = useCallback(
    async (client: ConsoleClient) => (findingId === null ? null : client.findings.read({ findingId })),
    [findingId],
  );
  return useAsked(read, EVERY_MS);
}
