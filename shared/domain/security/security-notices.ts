import type { Context } from '../context';
import { aNotice } from '../judge/notice-form';
import type { Notice, Severity } from '../notice';
import { type Instant, NoticeId } from '../primitives';
import type { SecurityFact } from '../state';
import { categoryWords } from './security-event';

/** So many failed sign-ins to one account within an hour are somebody trying. */
const MANY_SIGN_INS = 3;

const rank: Readonly<Record<Severity, number>> = { INFO: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 };

/**
 * The notices that the recorded security events call for: HIGH and CRITICAL ones, and failed sign-ins that repeat. The same person
 * doing the same thing within one hour is one notice, which counts.
 */
export function securityNotices(
  facts: Readonly<Record<string, SecurityFact>>,
  contexts: Readonly<Record<string, Context>>,
  now: Instant,
): readonly Notice[] {
  const groups = new Map<string, SecurityFact[]>();
  for (const fact of Object.values(facts)) {
    const key = securityGroup(fact);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fact]);
    else group.push(fact);
  }
  return [...groups].flatMap(([key, group]) => noticeOf(key, group, contexts, now) ?? []);
}

/** What is told together: one person doing one thing within one hour. The trail's own time makes the hour, so that a late copy joins. */
export function securityGroup({ occurredAt, contextId, finding }: SecurityFact): string {
  const { account, category, who, what } = finding;
  const hour = occurredAt.slice(0, 13);
  const subject = category === 'failed-sign-in' ? (finding.severity === 'HIGH' ? 'root' : 'anyone') : `${what}:${who}`;
  return `security:${contextId}:${account ?? 'unknown'}:${category}:${subject}:${hour}`;
}

function noticeOf(
  key: string,
  group: readonly SecurityFact[],
  contexts: Readonly<Record<string, Context>>,
  now: Instant,
): Notice | null {
  const newest = [...group].sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1)).at(-1);
  if (newest === undefined) return null;
  const severity = severityOf(newest, group);
  if (rank[severity] < rank.HIGH) return null;
  const { contextId } = newest;
  return aNotice({
    ...securityWords(newest, group.length),
    noticeId: NoticeId.parse(key),
    kind: 'security',
    severity,
    contextId,
    executionId: null,
    sourceServerId: null,
    raisedAt: now,
    needsAnswer: true,
    rehearsal: contexts[contextId]?.rehearsal ?? false,
  });
}

function severityOf({ finding }: SecurityFact, group: readonly SecurityFact[]): Severity {
  const isMany = finding.category === 'failed-sign-in' && group.length >= MANY_SIGN_INS;
  return isMany && rank[finding.severity] < rank.HIGH ? 'HIGH' : finding.severity;
}

/** What people are told of a group: its newest finding and how many there are. */
export function securityWords({ finding }: SecurityFact, count: number): Pick<Notice, 'title' | 'body' | 'nextStep'> {
  const { category, what, where, region } = finding;
  const account = finding.account === null ? 'an unknown account' : `account ${finding.account}`;
  const times = count === 1 ? '' : `, ${count} times within an hour`;
  const place = `in ${account}${region === null ? '' : `, ${region}`}`;
  const from = where === null ? '' : ` from ${where}`;
  const who = nameOfPrincipal(finding.who);
  if (category === 'failed-sign-in') {
    return {
      title: `${count} failed sign-in${count === 1 ? '' : 's'} to ${account}`,
      body: `Somebody failed to sign in ${place}${from}, as ${who} the last time${times}.`,
      nextStep: 'Ask the person whether it was them; if not, lock the user and look for further traces in the trail.',
    };
  }
  if (category === 'denied-call') {
    return {
      title: `${who} tried ${what}${times}`,
      body: `AWS refused it (${finding.errorCode ?? 'denied'}) ${place}${from}.`,
      nextStep: 'Ask the person what it was for; if nobody knows, revoke the session.',
    };
  }
  const targets = finding.targets.length === 0 ? '' : ` on ${finding.targets.join(', ')}`;
  const named = categoryWords[category];
  return {
    title: `${named}: ${what}${times}`,
    body: `${who} called ${what}${targets} ${place}${from}.`,
    nextStep: 'Check that this was meant. If nobody knows of it, revoke the session and undo the change.',
  };
}

/** `arn:aws:sts::1:assumed-role/Role/session` is told as `Role/session`; whole ARNs stand in the event. */
export function nameOfPrincipal(who: string): string {
  return /^arn:[^:]*:(?:sts|iam):[^:]*:[^:]*:(?:assumed-role\/|user\/|role\/)?(.+)$/.exec(who)?.[1] ?? who;
}
