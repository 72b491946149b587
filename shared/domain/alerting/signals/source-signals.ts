import type { ConsoleEvent, EventOf } from '../../events';
import { type SourceError, silencePatienceMs } from '../../health';
import { sourceTitle, causes as words } from '../../notifications/catalogue/source-words';
import { shortKey } from '../../notifications/plan/short-key';
import { type ContextId, type Instant, instantOf, msOf, type SourceId } from '../../primitives';
import type { Trouble } from '../../state';
import type { Alert } from '../alert';
import type { AlertBook } from '../book';
import { troubleCauseOf } from '../causes/trouble-cause';
import { noWishes, type Signal } from '../signal';
import type { AlertWorld } from '../world';
import { known, placeLabels } from './place-labels';

type World = Pick<AlertWorld, 'now' | 'view' | 'state'> & { readonly book: AlertBook };

/** Troubles of the whole context: its sources are silent together, and are one alert. */
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

/**
 * What sources say by not answering: silent for longer than our patience, or refused. Time alone may bring such a signal, so this looks
 * at what is known of sources now; what is said already is not said again.
 */
export function sourceSignals(events: readonly ConsoleEvent[], world: World): Signal[] {
  const { state } = world;
  const firing = hasAny(state.troubles) ? troubled(world) : [];
  const resolved = events.flatMap((event) => over(event, world));
  return [...events.flatMap((event) => refused(event, world)), ...firing, ...unique(resolved)];
}

function hasAny(record: object): boolean {
  for (const _ in record) return true;
  return false;
}

function unique(signals: readonly Signal[]): Signal[] {
  return [...new Map(signals.map((signal) => [signal.fingerprint, signal])).values()];
}

interface Held {
  readonly fingerprint: string;
  readonly trouble: Trouble;
  readonly sourceKey: string;
}

/** Troubles that have lasted for longer than our patience; what a whole context shares comes once, with its first. */
function held({ state, now }: Pick<World, 'state' | 'now'>): Map<string, Held> {
  const found = new Map<string, Held>();
  for (const [sourceKey, trouble] of Object.entries(state.troubles)) {
    const context = state.contexts[trouble.contextId];
    if (context?.watched === false || trouble.code === 'not-permitted') continue;
    if (instantOf(msOf(trouble.since) + silencePatienceMs(context?.rehearsal ?? false)) > now) continue;
    const fingerprint = silenceFingerprint(sourceKey, trouble);
    const former = found.get(fingerprint);
    if (former === undefined || trouble.since < former.trouble.since) found.set(fingerprint, { fingerprint, trouble, sourceKey });
  }
  return found;
}

function silenceFingerprint(sourceKey: string, { code, contextId }: Pick<Trouble, 'code' | 'contextId'>): string {
  return shortKey(`source-silent:${ofContext.has(code) ? contextId : sourceKey}`);
}

function troubled(world: World): Signal[] {
  return [...held(world).values()].flatMap(({ fingerprint, trouble, sourceKey }) => {
    const alert = world.book.alertOf(fingerprint);
    if (alert?.status === 'FIRING' && alert.labels.code === trouble.code) return [];
    const { contextId, source, code, since } = trouble;
    const isWide = ofContext.has(code);
    const title = isWide ? 'All sources' : sourceTitle(source);
    return [
      signal(world, {
        fingerprint,
        name: 'source-silent',
        contextId,
        source: isWide ? null : source,
        sourceKey,
        code,
        title: `${title} of ${nameOf(contextId, world)} ${isWide ? 'are' : 'is'} silent`,
        summary: `Nothing new since ${since.slice(11, 19)} UTC: ${words[code].text}. What was read before is shown with its age.`,
        nextStep: words[code].next,
        action: null,
      }),
    ];
  });
}

/** What is not permitted does not pass by itself: it is said at once. */
function refused(event: ConsoleEvent, world: World): Signal[] {
  if (event.type !== 'source.failed' || event.error.code !== 'not-permitted') return [];
  const { contextId, source, sourceKey, error } = event;
  if (world.state.contexts[contextId]?.watched === false) return [];
  const fingerprint = refusalFingerprint(sourceKey);
  if (world.book.alertOf(fingerprint)?.status === 'FIRING') return [];
  const action = error.action ?? 'a call';
  return [
    signal(world, {
      fingerprint,
      name: 'permission-lost',
      contextId,
      source,
      sourceKey,
      code: error.code,
      title: `A permission is missing in ${nameOf(contextId, world)}`,
      summary: `${sourceTitle(source)} cannot be read: ${action} is not permitted.`,
      nextStep: error.next,
      action: error.action,
    }),
  ];
}

function refusalFingerprint(sourceKey: string): string {
  return shortKey(`permission-lost:${sourceKey}`);
}

interface Said {
  readonly fingerprint: string;
  readonly name: 'source-silent' | 'permission-lost';
  readonly contextId: ContextId;
  /** Null for all of the context. */
  readonly source: SourceId | null;
  readonly sourceKey: string;
  readonly code: SourceError['code'];
  readonly title: string;
  readonly summary: string;
  readonly nextStep: string;
  readonly action: string | null;
}

function signal({ now, view }: World, said: Said): Signal {
  const { fingerprint, name, contextId, source, sourceKey, code, title, summary, nextStep, action } = said;
  return {
    ...nobodys,
    fingerprint,
    at: now,
    name,
    title,
    summary,
    nextStep,
    contextId,
    labels: {
      ...placeLabels({ contextId, executionId: null, sourceServerId: null }, view),
      ...known({ ...placeOfKey(sourceKey, contextId), action, profile: view.contexts[contextId]?.profile }),
      source: source ?? 'all',
      kind: name,
      code,
      cause: troubleCauseOf(code),
    },
  };
}

/** `context/source/account:region`: what is read in another account or region says so in its key. */
function placeOfKey(sourceKey: string, contextId: ContextId): { readonly account?: string; readonly region?: string } {
  const [account, region] =
    sourceKey
      .slice(contextId.length + 1)
      .split('/')[1]
      ?.split(':') ?? [];
  return { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) };
}

const nobodys = {
  state: 'firing',
  origin: 'notice',
  severity: 'MEDIUM',
  executionId: null,
  sourceServerId: null,
  noticeId: null,
  ruleId: null,
  value: null,
  threshold: null,
  because: null,
  isTold: true,
  wishes: noWishes,
} as const satisfies Partial<Signal>;

function nameOf(contextId: ContextId, { view }: Pick<World, 'view'>): string {
  return view.contexts[contextId]?.name ?? contextId;
}

/** What answers again, fails for another reason, or is not watched any more. */
function over(event: ConsoleEvent, world: World): Signal[] {
  switch (event.type) {
    case 'source.failed':
    case 'source.recovered':
      return endsOf(event, world);
    case 'context.changed':
    case 'session.started':
    case 'session.woke':
      return endsOfAll(world);
    default:
      return [];
  }
}

function endsOf(event: EventOf<'source.failed'> | EventOf<'source.recovered'>, world: World): Signal[] {
  const { sourceKey, contextId } = event;
  const keys = [shortKey(`source-silent:${sourceKey}`), shortKey(`source-silent:${contextId}`), refusalFingerprint(sourceKey)];
  return keys.flatMap((fingerprint) => endOf(world.book.alertOf(fingerprint), world, event.at));
}

function endsOfAll(world: World): Signal[] {
  const alerts = [...world.book.openIncidents()].flatMap(({ incidentId }) => world.book.alertsIn(incidentId));
  return alerts
    .filter(({ name, origin }) => origin === 'notice' && (name === 'source-silent' || name === 'permission-lost'))
    .flatMap((alert) => endOf(alert, world, world.now));
}

function endOf(alert: Alert | undefined, world: World, at: Instant): Signal[] {
  if (alert === undefined || alert.status !== 'FIRING' || stillHolds(alert, world)) return [];
  const isUnwatched = alert.contextId !== null && world.state.contexts[alert.contextId]?.watched === false;
  return [
    {
      ...alert,
      severity: alert.saidSeverity,
      state: 'resolved',
      at,
      because: isUnwatched ? 'The context was switched off.' : 'It answers again, or fails for another reason.',
    },
  ];
}

function stillHolds(alert: Alert, world: World): boolean {
  const { state } = world;
  if (alert.name === 'source-silent') return held(world).has(alert.fingerprint);
  return Object.entries(state.troubles).some(
    ([key, { code, contextId }]) =>
      code === 'not-permitted' && refusalFingerprint(key) === alert.fingerprint && state.contexts[contextId]?.watched !== false,
  );
}
