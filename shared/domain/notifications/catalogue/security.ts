import type { EventOf } from '../../events';
import type { Severity } from '../../notice';
import { NoticeId } from '../../primitives';
import { securityGroup, securityWords } from '../../security/security-notices';
import type { SecurityFact } from '../../state';
import { placeOf } from './facts';
import { anEvent } from './form';
import { securityType } from './openings';
import { fromNotice, isNewlyOpen, type Scene, type Told } from './scene';

const quiet: ReadonlySet<Severity> = new Set(['INFO', 'LOW']);

/**
 * What the trail told: one event for what one person did within an hour, and a second where an alert came of it later (failed
 * sign-ins that repeat). What the platform's own role does in every drill is told to nobody.
 */
export function securityEvents(
  { at, contextId, occurredAt, messageId, finding }: EventOf<'message.security'>,
  scene: Scene,
): Told[] {
  if (finding.byPlatform && quiet.has(finding.severity)) return [];
  const fact: SecurityFact = { at, occurredAt, contextId, finding };
  const group = securityGroup(fact);
  const noticeId = NoticeId.parse(group);
  const notice = scene.state.notices[noticeId];
  const isAlert = notice !== undefined && isNewlyOpen(noticeId, scene);
  const isFirst = !isKnown(group, messageId, scene);
  if (!isFirst && !(isAlert && isNewest(group, messageId, scene))) return [];
  const words = securityWords(fact, 1);
  const place = placeOf(contextId, scene);
  const { category, who, where, what, targets, errorCode } = finding;
  const event = anEvent({
    ...place,
    accountId: finding.account ?? place.accountId,
    region: finding.region ?? place.region,
    title: words.title,
    summary: words.body,
    severity: finding.severity,
    ...(isAlert ? fromNotice(notice, scene) : {}),
    type: securityType(category),
    eventId: `${group}${isFirst ? '' : ':alert'}`,
    occurredAt: at,
    threadKey: `context:${contextId}`,
    nextSteps: [words.nextStep],
    security: { category, who, where, what, targets: [...targets], errorCode },
  });
  return [{ event, opening: null }];
}

/** Whether something of this group was told before: by an earlier commit, or earlier in this one. */
function isKnown(group: string, messageId: string, { before, events }: Scene): boolean {
  if (Object.values(before.security).some((fact) => securityGroup(fact) === group)) return true;
  const first = events.find((event) => event.type === 'message.security' && securityGroup(event) === group);
  return first?.type === 'message.security' && first.messageId !== messageId;
}

/** The last of its group in this commit: with several, the alert is told with the newest. */
function isNewest(group: string, messageId: string, { events }: Scene): boolean {
  const last = events.filter((event) => event.type === 'message.security' && securityGroup(event) === group).at(-1);
  return last?.type === 'message.security' && last.messageId === messageId;
}

/** Somebody, or something, without a token knocked at this console. */
export function refusedAccess({ at, host, reason, count }: EventOf<'access.refused'>, scene: Scene): Told {
  const times = count === 1 ? 'once' : `${count} times`;
  const event = anEvent({
    ...placeOf(null, scene),
    type: 'security.refused-access',
    eventId: `security.refused-access:${host}:${at}`,
    occurredAt: at,
    threadKey: 'console',
    summary: `Refused ${times}: ${reason}.`,
    nextSteps: ['Find out which program calls the console without a token that holds.'],
    security: { category: 'refused-access', who: 'unknown', where: host, what: reason, targets: [], errorCode: null },
  });
  return { event, opening: null };
}
