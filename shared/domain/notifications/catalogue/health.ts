import type { ConsoleEvent, EventOf } from '../../events';
import { type SourceError, silencePatienceMs } from '../../health';
import { type ContextId, type Instant, instantOf, msOf, type SourceId, secondsBetween } from '../../primitives';
import { counted } from '../../reconcile/words';
import type { ConsoleState } from '../../state';
import type { NotificationEvent } from '../event';
import { shortKey } from '../plan/short-key';
import { placeOf } from './facts';
import { anEvent } from './form';
import type { Scene, Told } from './scene';
import { causes, sourceTitle } from './source-words';

/** Troubles of the whole context: its sources are silent together, and are one page. */
const ofContext: ReadonlySet<SourceError['code']> = new Set([
  'expired-session',
  'wrong-credentials',
  'no-credentials',
  'needs-code',
  'needs-sign-in',
  'bad-profile',
  'unknown-region',
  'clock-skew',
]);

/** A silence that people have heard of. */
interface Silence {
  readonly key: string;
  readonly contextId: ContextId;
  /** Null where all sources of the context are meant. */
  readonly source: SourceId | null;
  readonly code: SourceError['code'];
  readonly since: Instant;
}

/**
 * Sources that have been silent for too long, and those that answer again: what lasts longer than our patience now, against what did
 * at the newest event before. Time alone may bring such an event.
 */
export function silenceEvents(scene: Scene): Told[] {
  const { before, state, now } = scene;
  if (before.troubles === state.troubles && isEmpty(state.troubles)) return [];
  const known = before.lastEventAt === null ? new Map<string, Silence>() : silencesAt(before.lastEventAt, before);
  const current = silencesAt(now, state);
  return [
    ...[...current.values()].filter(({ key }) => !known.has(key)).map((silence) => fellSilent(silence, scene)),
    ...[...known.values()].filter(({ key }) => !current.has(key)).map((silence) => answersAgain(silence, scene)),
  ];
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}

function silencesAt(moment: Instant, state: ConsoleState): Map<string, Silence> {
  const silences = new Map<string, Silence>();
  for (const [sourceKey, { contextId, source, code, since }] of Object.entries(state.troubles)) {
    const context = state.contexts[contextId];
    const patience = silencePatienceMs(context?.rehearsal ?? false);
    // What is not permitted does not pass by itself: it is told at once, and by its own name.
    if (code === 'not-permitted' || context?.watched === false || instantOf(msOf(since) + patience) > moment) continue;
    const isWide = ofContext.has(code);
    const key = `source-silent:${isWide ? contextId : sourceKey}`;
    const held = silences.get(key);
    if (held === undefined || since < held.since) {
      silences.set(key, { key, contextId, source: isWide ? null : source, code, since });
    }
  }
  return silences;
}

function aboutSource({ contextId, source, code }: Pick<Silence, 'contextId' | 'source' | 'code'>, scene: Scene) {
  const place = placeOf(contextId, scene);
  const title = source === null ? 'All sources' : sourceTitle(source);
  return {
    ...place,
    threadKey: `context:${contextId}`,
    source: { id: source ?? contextId, title, code, message: null },
    named: `${title} of ${place.contextName ?? contextId}`,
  };
}

function fellSilent(silence: Silence, scene: Scene): Told {
  const { named, ...about } = aboutSource(silence, scene);
  const { text, next } = causes[silence.code];
  const event = anEvent({
    ...about,
    type: 'health.source-silent',
    eventId: `health.source-silent:${silence.key}:${silence.since}`,
    occurredAt: scene.now,
    title: `${named} ${silence.source === null ? 'are' : 'is'} silent`,
    summary: `Nothing new since ${silence.since.slice(11, 19)} UTC: ${text}. What was read before is shown with its age.`,
    nextSteps: [next],
    alertKey: silence.key,
  });
  return { event, opening: null };
}

function answersAgain(silence: Silence, scene: Scene): Told {
  const { named, ...about } = aboutSource(silence, scene);
  const minutes = Math.max(1, Math.round(secondsBetween(silence.since, scene.now) / 60));
  const isUnwatched = scene.state.contexts[silence.contextId]?.watched === false;
  const other = isUnwatched ? null : otherReason(silence, scene);
  const event = anEvent({
    ...about,
    type: 'health.source-recovered',
    eventId: `health.source-recovered:${silence.key}:${silence.since}`,
    occurredAt: scene.now,
    title: endTitle(named, silence, isUnwatched, other),
    summary: isUnwatched
      ? 'The context was switched off.'
      : other === null
        ? `It was silent for ${counted(minutes, 'minute')}.`
        : `Another reason now: ${causes[other].text}.`,
    alertKey: silence.key,
  });
  return { event, opening: openingOfPage(event, 'health.source-silent', silence.since) };
}

function endTitle(named: string, { source }: Silence, isUnwatched: boolean, other: SourceError['code'] | null): string {
  if (isUnwatched) return `${named} is not watched any more`;
  if (other !== null) return `${named} ${source === null ? 'fail' : 'fails'} for another reason`;
  return `${named} ${source === null ? 'answer' : 'answers'} again`;
}

/** Why a source whose page ends fails all the same; null where it answers, or where any of those that were silent together does. */
function otherReason({ contextId, source }: Silence, { before, state }: Scene): SourceError['code'] | null {
  const silent = Object.entries(before.troubles).filter(
    ([, trouble]) =>
      trouble.contextId === contextId && (source === null ? ofContext.has(trouble.code) : trouble.source === source),
  );
  const codes = silent.map(([sourceKey]) => state.troubles[sourceKey]?.code ?? null);
  return codes.includes(null) ? null : (codes[0] ?? null);
}

function openingOfPage(event: NotificationEvent, type: 'health.source-silent' | 'health.permission-lost', at: Instant) {
  return { event: { ...event, type, severity: 'MEDIUM' as const }, at, acknowledgedAt: null };
}

/** A permission that is missing: told at once, each action once while it lasts. */
export function permissionEvents(event: EventOf<'source.failed'>, scene: Scene): Told[] {
  const { at, contextId, source, sourceKey, error } = event;
  const held = scene.before.troubles[sourceKey];
  const hadEnded = endsOf(sourceKey, held?.code ?? null, event, scene);
  if (error.code !== 'not-permitted') return hadEnded;
  const { named, ...about } = aboutSource({ contextId, source, code: error.code }, scene);
  const since = held?.code === 'not-permitted' ? held.since : at;
  const told = anEvent({
    ...about,
    type: 'health.permission-lost',
    eventId: shortKey(`health.permission-lost:${sourceKey}:${error.action ?? 'unknown'}:${since}`),
    occurredAt: at,
    title: `A permission is missing in ${about.contextName ?? contextId}`,
    summary: `${named} cannot be read: ${error.action ?? 'a call'} is not permitted. ${error.message}`.trim(),
    nextSteps: [error.next],
    alertKey: `permission-lost:${sourceKey}`,
    source: { ...about.source, message: error.message },
    permission: { action: error.action, resource: error.resource },
  });
  return [{ event: told, opening: null }];
}

/** A source that was refused answers again, or fails for another reason. */
export function permissionRegained(event: EventOf<'source.recovered'>, scene: Scene): Told[] {
  return endsOf(event.sourceKey, scene.before.troubles[event.sourceKey]?.code ?? null, event, scene);
}

function endsOf(
  sourceKey: string,
  code: SourceError['code'] | null,
  event: Extract<ConsoleEvent, { sourceKey: string }>,
  scene: Scene,
): Told[] {
  const isStill = event.type === 'source.failed' && event.error.code === 'not-permitted';
  if (code !== 'not-permitted' || isStill) return [];
  const since = scene.before.troubles[sourceKey]?.since ?? event.at;
  const { named, ...about } = aboutSource({ contextId: event.contextId, source: event.source, code }, scene);
  const told = anEvent({
    ...about,
    type: 'health.source-recovered',
    eventId: `health.source-recovered:permission-lost:${sourceKey}:${since}`,
    occurredAt: event.at,
    title: `${named} may be read again`,
    summary:
      event.type === 'source.failed'
        ? `It fails for another reason now: ${causes[event.error.code].text}.`
        : 'Nothing is missing any more.',
    alertKey: `permission-lost:${sourceKey}`,
  });
  return [{ event: told, opening: openingOfPage(told, 'health.permission-lost', since) }];
}
