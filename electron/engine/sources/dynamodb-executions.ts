import type { ConsoleEvent } from '../../../shared/domain/events';
import { type ExecutionId, msOf } from '../../../shared/domain/primitives';
import type { ExecutionFacts } from '../../../shared/domain/state';
import type { AwsContext } from '../aws/aws-context';
import { isBusy } from './activity';
import { type PlainItem, type Portion, queryExecutions, type ScanKey, scanExecutions } from './dynamodb-table';
import { isNews } from './news';
import { executionItem, isLock } from './normalise/execution-item';
import type { Unreadable } from './normalise/normalised';
import { rawOf } from './raw';
import { defineSource, type Reading } from './source';

/** Statuses under which an execution is under way. Others are accepted as active by the platform's readers but never written. */
const activeStatuses = ['PENDING', 'RUNNING', 'POLLING', 'PAUSE_PENDING', 'PAUSED', 'CANCELLING'] as const;
/** Minutes after its end in which the platform's one-minute poller may still rewrite an item. */
const rewrittenMinutes = 5;
/** Executions asked for by id in one reading, newest first. */
const maxById = 25;
/** Seconds between readings of the whole table, for what ended unseen. */
const wholeTableSeconds = 1800;

/** Engine time (epoch milliseconds) of the last reading of the whole table, per context. */
const lastWhole = new WeakMap<AwsContext, number>();

/** Where a reading of the whole table goes on that was too long for one, per context. */
const restFrom = new WeakMap<AwsContext, ScanKey>();

/** Attributes that only grow; what the platform writes sets at least one of them, mostly. */
const stamps = ['startTime', 'lastUpdated', 'updatedAt', 'lastPolledTime', 'endTime', 'terminationInitiatedAt'] as const;
/** Newest stamp read of each execution, per context. */
const newestStamps = new WeakMap<AwsContext, Map<unknown, number>>();

/** The orchestrator's own records: plan context, pauses, cancellations. Authoritative for none of servers or liveness. */
export const dynamodbExecutions = defineSource({
  id: 'dynamodb-executions',
  title: 'Executions',
  chip: 'DDB',
  everySeconds: ({ view, contextId }) => (isBusy(view, contextId) ? 15 : 30),
  async read(reading) {
    const { core, contextId, at } = reading;
    const scan = await scanIfDue(reading);
    const items = scan?.isWhole ? scan.items : withCurrent(scan?.items ?? [], await readCurrent(reading));
    const events: ConsoleEvent[] = [];
    const unreadable: Unreadable[] = [];
    for (const raw of items) {
      if (isLock(raw) || isOvertaken(reading, raw)) continue;
      const item = executionItem(raw);
      if (!item.ok) unreadable.push(item.error);
      else if (isNews(core.state().executions[item.value.executionId]?.item, item.value)) {
        events.push({
          type: 'execution-item.observed',
          at,
          contextId,
          source: 'dynamodb-executions',
          item: item.value,
          raw: rawOf(raw),
        });
      }
    }
    const recorded = async (): Promise<void> => {
      if (scan === null) return;
      if (scan.next === null) restFrom.delete(reading.aws);
      else restFrom.set(reading.aws, scan.next);
      if (scan.next === null) lastWhole.set(reading.aws, msOf(at));
    };
    return { events, unreadable, recorded };
  },
});

/** The whole table, or as much of it as one reading may take; null while none is due. */
async function scanIfDue(reading: Reading): Promise<(Portion & { readonly isWhole: boolean }) | null> {
  const { aws, first, at } = reading;
  const from = first ? null : (restFrom.get(aws) ?? null);
  const isDue = first || msOf(at) - (lastWhole.get(aws) ?? msOf(at)) > wholeTableSeconds * 1000;
  if (!isDue && from === null) return null;
  const portion = await scanExecutions(reading, from);
  return { ...portion, isWhole: from === null && portion.next === null };
}

/** What was read of both counts as it was read last. */
function withCurrent(scanned: readonly PlainItem[], current: readonly PlainItem[]): readonly PlainItem[] {
  const listed = new Set(current.map((item) => item.executionId));
  return [...scanned.filter((item) => !listed.has(item.executionId)), ...current];
}

/**
 * Whether a newer state of this item was read before: indexes lag the table, so a list may still show what a reading by id has
 * overtaken. The stamps are whole seconds; equal ones do not tell, and count as newer.
 */
function isOvertaken({ aws }: Reading, raw: PlainItem): boolean {
  const seen = newestStamps.get(aws) ?? new Map<unknown, number>();
  newestStamps.set(aws, seen);
  const stamp = Math.max(...stamps.map((name) => Number(raw[name] ?? 0)).filter(Number.isFinite), 0);
  const newest = seen.get(raw.executionId) ?? 0;
  seen.set(raw.executionId, Math.max(stamp, newest));
  return stamp < newest;
}

/** Active executions by status, and those by id that left that list or may still change. */
async function readCurrent(reading: Reading): Promise<readonly PlainItem[]> {
  const lists = await Promise.all(
    activeStatuses.map((status) => queryExecutions(reading, { attribute: 'status', value: status })),
  );
  const active = lists.flat();
  const listed = new Set(active.map((item) => item.executionId));
  const wanted = watched(reading).filter((executionId) => !listed.has(executionId));
  const byId = await Promise.all(
    wanted.map((executionId) => queryExecutions(reading, { attribute: 'executionId', value: executionId })),
  );
  return [...active, ...byId.flat()];
}

/** Executions worth asking for by id although no list of active ones names them, newest first. */
function watched({ core, contextId, at }: Reading): readonly ExecutionId[] {
  const view = core.view();
  return Object.values(core.state().executions)
    .filter(
      (facts) =>
        facts.contextId === contextId &&
        mayChange(facts, msOf(at), view.executions[facts.executionId]?.instancesRunning.length ?? 0),
    )
    .sort((a, b) => (a.firstSeenAt < b.firstSeenAt ? 1 : -1))
    .slice(0, maxById)
    .map((facts) => facts.executionId);
}

/**
 * Whether an item may change although it has left the active statuses (or was never seen): its run is open, it ended a moment ago,
 * or its instances wait for being terminated.
 */
function mayChange({ item, run, firstSeenAt }: ExecutionFacts, nowMs: number, instancesRunning: number): boolean {
  if (item === null || instancesRunning > 0) return true;
  const isActive = activeStatuses.some((status) => status === item.fact.status);
  if (isActive || run?.fact.status === 'RUNNING') return true;
  const endedAt = run?.fact.stoppedAt ?? item.fact.endedAt ?? firstSeenAt;
  return nowMs - msOf(endedAt) < rewrittenMinutes * 60_000;
}
