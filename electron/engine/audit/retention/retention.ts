import { AuditEntry } from '../../../../shared/domain/audit/audit-entry';
import type { LegalHold, RetentionPolicy } from '../../../../shared/domain/audit/audit-settings';
import { type Instant, msOf } from '../../../../shared/domain/primitives';
import type { AuditTables } from '../log/audit-tables';

/** What a policy would remove now. */
export interface RemovalPlan {
  readonly entries: number;
  /** Entries that are old enough and stay, because a legal hold says so. */
  readonly held: number;
  /** Inclusive, in order; entries between that are gone already, or of other kinds, are not in them. */
  readonly ranges: readonly (readonly [number, number])[];
}

const DAY_MS = 86_400_000;
const ENTRIES_A_SLICE = 500;

/**
 * Entries about the log itself stay for ever: what was removed, which key signs, how far it was witnessed. Whoever verifies needs them, and
 * they name nobody but who approved.
 */
const KEPT_FOR_EVER = 'audit.';

/** Finds what a policy would remove: entries whose text is there, that are old enough, of its kinds, and that nothing holds. */
export async function planRemoval(
  tables: Pick<AuditTables, 'entries' | 'size'>,
  policy: Pick<RetentionPolicy, 'kinds' | 'keepDays'>,
  holds: readonly LegalHold[],
  nowMs: number,
  pause: () => Promise<void>,
): Promise<RemovalPlan> {
  const before = nowMs - policy.keepDays * DAY_MS;
  const ranges: [number, number][] = [];
  let [entries, held] = [0, 0];
  for (let first = 0; first < tables.size(); ) {
    const slice = tables.entries(first, ENTRIES_A_SLICE);
    for (const { seq, kind, bytes } of slice) {
      if (bytes.length === 0 || kind.startsWith(KEPT_FOR_EVER) || !isOf(policy.kinds, kind)) continue;
      const text = Buffer.from(bytes).toString('utf8');
      const entry = AuditEntry.safeParse(JSON.parse(text));
      if (!entry.success || msOf(entry.data.at) >= before) continue;
      if (holds.some((hold) => isHeldBy(hold, entry.data.at, text))) {
        held += 1;
        continue;
      }
      entries += 1;
      const last = ranges.at(-1);
      if (last !== undefined && last[1] === seq - 1) last[1] = seq;
      else ranges.push([seq, seq]);
    }
    const end = slice.at(-1);
    if (end === undefined) break;
    first = end.seq + 1;
    await pause();
  }
  return { entries, held, ranges };
}

/** Whether a policy holds for a kind: no kinds are every kind; one that ends with a dot is all that begin so. */
export function isOf(kinds: readonly string[], kind: string): boolean {
  return kinds.length === 0 || kinds.some((one) => (one.endsWith('.') ? kind.startsWith(one) : kind === one));
}

/** Everything that a hold names must fit; what names the execution or the incident anywhere is about it. */
function isHeldBy({ executionId, incidentId, from, to }: LegalHold, at: Instant, text: string): boolean {
  if (from !== null && at < from) return false;
  if (to !== null && at > to) return false;
  return [executionId, incidentId].every((id) => id === null || text.includes(JSON.stringify(id)));
}
