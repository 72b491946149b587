import type { EventOf } from '../../events';
import { launchFailedNotice } from '../../judge/server-notices';
import type { Notice } from '../../notice';
import type { ExecutionId, ServerId } from '../../primitives';
import type { Execution, Participant } from '../../view';
import { fingerprint } from '../plan/short-key';
import { aboutExecution, besides, participantFacts, waveOf } from './facts';
import { anEvent } from './form';
import { openingOf } from './openings';
import { logExcerpt } from './reasons';
import { fromNotice, happenedAt, isNewlyOpen, occurrence, type Scene, type Told } from './scene';

interface Part {
  readonly execution: Execution;
  readonly participant: Participant;
}

function partOf(executionId: ExecutionId | null, serverId: ServerId | null, { view }: Scene): Part | null {
  const participant = view.participants[`${executionId}/${serverId}`];
  const execution = executionId === null ? undefined : view.executions[executionId];
  return participant === undefined || execution === undefined ? null : { participant, execution };
}

function aboutServer({ execution, participant }: Part, scene: Scene, servers: readonly Participant[]) {
  return {
    ...aboutExecution(execution, scene, servers),
    wave: waveOf(execution, participant.waveNumber),
    server: participantFacts(participant, scene),
  };
}

/** A server that launched or failed to, in an execution. That one that failed launched after all, the end of its alert tells. */
export function participantEvents(change: EventOf<'participant.changed'>, scene: Scene): Told[] {
  const part = partOf(change.executionId, change.sourceServerId, scene);
  if (part === null || change.past === true || change.from === change.to) return [];
  if (change.to === 'FAILED') return launchFailed(change, part, scene);
  if (change.to !== 'LAUNCHED' || isTakenBack(part, scene)) return [];
  return [launched(change, part, scene)];
}

function isTakenBack({ participant }: Part, { ends, state }: Scene): boolean {
  return [...ends.keys()].some((id) => {
    const notice = state.notices[id];
    return (
      notice?.kind === 'server-launch-failed' &&
      notice.executionId === participant.executionId &&
      notice.sourceServerId === participant.sourceServerId
    );
  });
}

function launched({ at }: EventOf<'participant.changed'>, part: Part, scene: Scene): Told {
  const { participant, execution } = part;
  const wave = waveOf(execution, participant.waveNumber)?.label ?? `Wave ${participant.waveNumber + 1}`;
  const instance = participant.recoveryInstanceId === null ? '' : `, ${participant.recoveryInstanceId}`;
  const event = anEvent({
    ...aboutServer(part, scene, [participant]),
    type: 'server.launched',
    eventId: `server.launched:${participant.executionId}:${participant.sourceServerId}`,
    occurredAt: happenedAt(participant.phaseSince, at, scene),
    title: `${participant.serverName} launched`,
    summary: `${execution.planName}, ${wave}${instance}.`,
  });
  return { event, opening: null };
}

/** In the words of its alert: the one that was raised, or, where none was, the one that would have been. */
function launchFailed({ at }: EventOf<'participant.changed'>, part: Part, scene: Scene): Told[] {
  const { execution, participant } = part;
  const words = launchFailedNotice(participant, execution, scene.view.contexts[execution.contextId], at);
  const notice = scene.state.notices[words.noticeId] ?? words;
  if (!isNewlyOpen(notice.noticeId, scene)) return [];
  const event = failureEvent(notice, part, scene, `${aboutNotice(notice)}${occurrence(notice.noticeId, scene, at)}`);
  return [{ event: { ...event, occurredAt: happenedAt(participant.phaseSince, at, scene) }, opening: null }];
}

/** The reason of a failure often arrives after it: better words for a page that is open. */
export function betterWords({ notice }: EventOf<'notice.raised'>, scene: Scene): Told[] {
  const part = partOf(notice.executionId, notice.sourceServerId, scene);
  const held = scene.before.notices[notice.noticeId];
  if (part === null || held === undefined || held.resolvedAt !== null || held.body === notice.body) return [];
  const event = failureEvent(notice, part, scene, `${aboutNotice(notice)}:${fingerprint(notice.body)}`);
  return [{ event: { ...event, lifecycle: 'updates', occurredAt: held.raisedAt }, opening: openingOf(held, scene) }];
}

function failureEvent(notice: Notice, part: Part, scene: Scene, about: string) {
  return anEvent({
    ...aboutServer(part, scene, besides(part.participant, scene)),
    ...fromNotice(notice, scene),
    type: 'server.launch-failed',
    eventId: `server.launch-failed:${about}`,
    occurredAt: notice.raisedAt,
    nextSteps: [notice.nextStep],
    logExcerpt: logExcerpt([part.participant], scene),
  });
}

/** `execution:server:attempt` */
function aboutNotice({ noticeId }: Notice): string {
  return noticeId.slice(noticeId.indexOf(':') + 1);
}

/** It launched after all, in this execution or a later one. */
export function serverRecovered(notice: Notice, { at, because }: EventOf<'notice.resolved'>, scene: Scene): Told | null {
  const part = partOf(notice.executionId, notice.sourceServerId, scene);
  if (part === null) return null;
  const event = anEvent({
    ...aboutServer(part, scene, [part.participant]),
    server: participantFacts(launchedOne(part, scene), scene),
    type: 'server.recovered',
    eventId: `server.recovered:${aboutNotice(notice)}:${at}`,
    occurredAt: at,
    title: `${part.participant.serverName} launched after all`,
    summary: because,
    alertKey: notice.noticeId,
    noticeId: notice.noticeId,
  });
  return { event, opening: openingOf(notice, scene) };
}

/** The server where it launched: the newest execution in which it did. */
function launchedOne({ participant }: Part, { view }: Scene): Participant {
  const startOf = ({ executionId }: Participant) => view.executions[executionId]?.startedAt ?? '';
  const launches = Object.values(view.participants).filter(
    ({ sourceServerId, phase }) => sourceServerId === participant.sourceServerId && phase === 'LAUNCHED',
  );
  return launches.sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1)).at(-1) ?? participant;
}
