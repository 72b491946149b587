import type { AuditEntry } from '../../audit/audit-entry';
import { instantOf, msOf } from '../../primitives';
import type { Facts } from '../facts';
import type { JudgedItem } from '../population';
import { entryItem, momentOf, textIn } from './entry-items';

const HOUR_MS = 3_600_000;

/** One run of the console. Moments are the wall's, by which entries and heads are dated; epoch milliseconds. */
interface Run {
  readonly started: AuditEntry;
  readonly fromMs: number;
  /** Where it has no end: of the newest the newest entry; of others the last thing that is known of them, its beginning. */
  readonly toMs: number;
  readonly hasEnd: boolean;
  readonly isNewest: boolean;
  /** When it woke, and how long it had slept. */
  readonly slept: readonly { readonly wokeMs: number; readonly asleepMs: number }[];
}

/** Runs that began within the period, each with whether its end and its heads are there. */
export function judgedRuns(facts: Facts, everyHours: number): readonly JudgedItem[] {
  const { runs, beganMs } = runsOf(facts);
  const [first] = runs;
  if (first === undefined) return [];
  const lastMs = Math.max(...runs.map(({ toMs }) => toMs));
  const signed = [...facts.sources.signedBetween(instantOf(first.fromMs), instantOf(lastMs))].map(msOf);
  return runs.flatMap((run) => {
    const isShort = run.toMs - run.fromMs <= everyHours * HOUR_MS;
    if (run.isNewest && !run.hasEnd && (isShort || beganMs === null)) return [];
    const why = whyNot(run, signed, beganMs, everyHours);
    return [entryItem(run.started, `Run ${textIn(run.started, 'sessionId') ?? run.started.session}`, why)];
  });
}

function whyNot(run: Run, signed: readonly number[], beganMs: number | null, everyHours: number): string | null {
  if (!run.hasEnd && !run.isNewest) return 'It has no entry for its end: the console was killed, or its log was cut.';
  // Before a log was begun that is signed, there was nothing to sign.
  if (beganMs === null || beganMs >= run.toMs) return null;
  const fromMs = Math.max(run.fromMs, beganMs);
  const moments = [fromMs, ...signed.filter((ms) => ms > fromMs && ms < run.toMs), run.toMs];
  const longest = moments.slice(1).reduce((most, ms, index) => Math.max(most, awake(moments[index] ?? ms, ms, run)), 0);
  return longest <= everyHours * HOUR_MS ? null : `For ${Math.floor(longest / HOUR_MS)} hours no head of the log was signed.`;
}

function awake(fromMs: number, toMs: number, { slept }: Run): number {
  const asleep = slept.filter(({ wokeMs }) => wokeMs > fromMs && wokeMs <= toMs).reduce((sum, { asleepMs }) => sum + asleepMs, 0);
  return toMs - fromMs - asleep;
}

const KINDS = ['session.started', 'session.stopped', 'session.woke', 'audit.began'];

function runsOf({ sources, period }: Facts): { readonly runs: readonly Run[]; readonly beganMs: number | null } {
  // The end of a run that began within the period may come after it, and the log may have begun before it.
  const to = msOf(sources.asOf) > msOf(period.to) ? sources.asOf : period.to;
  const entries = [...sources.audit({ ...period, from: instantOf(0), to }, KINDS)];
  const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
  const [began] = of('audit.began');
  const started = of('session.started');
  const newest = started.at(-1);
  const lastEntryAt = sources.log().lastEntryAt;
  const runs = started
    .filter((entry) => momentOf(entry) >= period.from && momentOf(entry) < period.to)
    .map((entry): Run => {
      const isOfIt = (one: AuditEntry) => textIn(one, 'sessionId') === textIn(entry, 'sessionId');
      const stopped = of('session.stopped').find(isOfIt);
      const isNewest = entry === newest;
      const end = stopped?.at ?? (isNewest ? lastEntryAt : null) ?? entry.at;
      const slept = of('session.woke')
        .filter(isOfIt)
        .map(({ at, data }) => ({
          wokeMs: msOf(at),
          asleepMs: typeof data.asleepSeconds === 'number' ? data.asleepSeconds * 1_000 : 0,
        }));
      return { started: entry, fromMs: msOf(entry.at), toMs: msOf(end), hasEnd: stopped !== undefined, isNewest, slept };
    });
  return { runs, beganMs: began === undefined ? null : msOf(began.at) };
}
