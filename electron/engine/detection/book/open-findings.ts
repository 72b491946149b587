import { Finding, kindOf } from '../../../../shared/domain/detection/finding';
import { isWatched, outcomeOf } from '../../../../shared/domain/detection/policy';
import { type RuleDraft, ruleDraftOf } from '../../../../shared/domain/detection/rule-draft';
import { entryOf, thresholdOf } from '../../../../shared/domain/detection/sensitivity';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import { type Instant, msOf } from '../../../../shared/domain/primitives';
import { createAlarm } from '../../outbox/alarm';
import type { Ports } from '../../ports';
import type { Recorder } from '../../state/recorder';
import type { FindingReport, Findings, FoundNow } from '../findings-api';
import type { DetectionSettingsStore } from '../policy/detection-settings';
import { byPolicy, continued, ended, isNews, opened } from './course';
import type { FindingTables } from './finding-tables';
import { createJudge, type Judge } from './judge';

/** The findings book, running: `engine.inside.findings`. */
export interface RunningFindings extends Findings {
  readonly tables: Omit<FindingTables, 'apply'>;
  readonly store: DetectionSettingsStore;
  /** Takes what somebody says of a finding, and what follows for its kind. */
  readonly judge: Judge;
  /** An alert rule for what was found; null where no rule could say it. */
  draftRule(finding: Finding): RuleDraft | null;
  /** Whoever finds something that is no series says what rule it would be; asked before anybody else. */
  draftBy(drafter: (finding: Finding) => RuleDraft | null): void;
  /** Writes what waits. What is found from then on is not recorded any more. */
  stop(): void;
}

interface FindingsParts {
  readonly ports: Pick<Ports, 'clock' | 'log'>;
  readonly tables: FindingTables;
  readonly store: DetectionSettingsStore;
  readonly owe: Recorder['owe'];
}

/** Whoever finds has so long after a start to say again what the former run left open. */
const TAKEN_UP_WITHIN_MS = 30 * 60_000;
/** More would make one event of the journal very large. */
const FINDINGS_AN_EVENT = 200;

/**
 * Every finding, whoever found it. What is reported is known at once and recorded with the end of the turn, one event a report: a report
 * may come out of a commit that is being made.
 */
export function openFindings({ ports, tables, store, owe }: FindingsParts): RunningFindings {
  const { clock, log } = ports;
  const held = new Map<string, Finding>();
  /** As they stand in the record. */
  const recorded = new Map<string, Finding>();
  const notTakenUp = new Set<string>();
  const takenUpByMs = clock.nowMs() + TAKEN_UP_WITHIN_MS;
  let waiting: ConsoleEvent[] = [];
  const drafters: ((finding: Finding) => RuleDraft | null)[] = [];
  let isStopped = false;
  const alarm = createAlarm(clock, look);
  for (const finding of tables.open()) {
    held.set(finding.subject, finding);
    recorded.set(finding.subject, finding);
    notTakenUp.add(finding.subject);
  }
  store.onChange(look);
  setAlarm();

  function record(changed: readonly Finding[], at: Instant): void {
    for (let from = 0; from < changed.length; from += FINDINGS_AN_EVENT) {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ type: 'findings.changed', at, findings: changed.slice(from, from + FINDINGS_AN_EVENT) });
    }
    for (const finding of changed) {
      if (finding.endedAt === null) recorded.set(finding.subject, finding);
      else recorded.delete(finding.subject);
    }
  }

  function flush(): void {
    const events = waiting;
    waiting = [];
    owe(events);
  }

  /** As it stands now; null where it is none, or nothing of it is worth recording. */
  function taken(found: FoundNow, at: Instant): Finding | null {
    notTakenUp.delete(found.subject);
    const settings = store.current();
    const before = held.get(found.subject);
    if (before === undefined && !isToOpen(found)) return null;
    const sent =
      before === undefined ? opened(found, freeId(found.subject, at), settings, at) : continued(before, found, settings, at);
    const parsed = Finding.safeParse(sent);
    if (!parsed.success) {
      log.error({ subject: found.subject, reason: parsed.error.message }, 'a finding is not of its schema and is left out');
      return null;
    }
    // As it came, not as it was parsed: what people said of it is compared by identity.
    held.set(found.subject, sent);
    const last = recorded.get(found.subject);
    return last === undefined || isNews(last, sent) ? sent : null;
  }

  /** Whoever finds goes by the threshold already; where people asked for fewer of a kind, nobody may forget it. */
  function isToOpen({ family, aspect, score }: FoundNow): boolean {
    const settings = store.current();
    const kind = kindOf({ family, aspect });
    return isWatched(family, settings) && (entryOf(kind, settings).sensitivity >= 1 || score >= thresholdOf(kind, settings));
  }

  function freeId(subject: string, at: Instant): string {
    let id = `${subject}@${at}`;
    for (let again = 2; tables.read(id) !== null; again += 1) id = `${subject}@${at}.${again}`;
    return id;
  }

  function end(subject: string, because: string, at: Instant): Finding[] {
    const before = held.get(subject);
    if (before === undefined) return [];
    held.delete(subject);
    notTakenUp.delete(subject);
    return [ended(before, because, at)];
  }

  function report(said: FindingReport, at: Instant): void {
    if (isStopped) return;
    const changed = [
      ...said.ended.flatMap(({ subject, because }) => end(subject, because, at)),
      ...said.found.flatMap((found) => taken(found, at) ?? []),
    ];
    record(changed, at);
    setAlarm();
  }

  /** What follows from time, and from settings: alerts that lasted, families nobody watches any more, what was never taken up. */
  function look(): void {
    if (isStopped) return;
    const at = clock.now();
    const settings = store.current();
    const changed: Finding[] = [];
    for (const [subject, finding] of [...held]) {
      if (!isWatched(finding.family, settings)) changed.push(...end(subject, 'It is not watched any more, as set.', at));
      else if (notTakenUp.has(subject) && clock.nowMs() >= takenUpByMs)
        changed.push(...end(subject, 'The console was not running for a while, and did not find it again afterwards.', at));
      else {
        const next = byPolicy(finding, settings, at);
        if (next.policy.alerts === finding.policy.alerts && next.policy.why === finding.policy.why) continue;
        held.set(subject, next);
        changed.push(next);
      }
    }
    record(changed, at);
    setAlarm();
  }

  function setAlarm(): void {
    if (isStopped) return;
    const settings = store.current();
    const due = [...held.values()].flatMap((finding) => {
      const { dueAt } = outcomeOf(finding, settings, clock.now());
      return dueAt === null ? [] : [msOf(dueAt)];
    });
    const next = Math.min(...due, notTakenUp.size > 0 ? takenUpByMs : Number.POSITIVE_INFINITY);
    alarm.setAt(Number.isFinite(next) ? next : null);
  }

  /** After what waits: the newest of a finding must be recorded last. */
  const outright: Recorder['owe'] = (events, actor) => {
    flush();
    owe(events, actor);
  };

  /** Puts what somebody said into the book. */
  function judged(finding: Finding): void {
    if (finding.endedAt !== null) return;
    held.set(finding.subject, finding);
    recorded.set(finding.subject, finding);
  }

  const current = (findingId: string) => {
    const read = tables.read(findingId);
    const open = read === null ? undefined : held.get(read.subject);
    return open?.findingId === findingId ? open : read;
  };

  return {
    report,
    open: () => held,
    settings: store.current,
    thresholdOf: (kind) => thresholdOf(kind, store.current()),
    tables,
    store,
    draftRule: (finding) => drafters.reduce<RuleDraft | null>((draft, by) => draft ?? by(finding), null) ?? ruleDraftOf(finding),
    draftBy: (drafter) => {
      drafters.push(drafter);
    },
    judge: createJudge({ store, clock, current, judged, owe: outright }),
    stop() {
      isStopped = true;
      alarm.stop();
      if (waiting.length > 0) flush();
    },
  };
}
