import { unreachable } from '../../lib/unreachable';
import type { ExecutionFacts, NotificationEvent, ServerFacts, WaveFacts } from '../notifications/event';
import { familyOf } from '../notifications/event-types';
import { type Instant, secondsBetween } from '../primitives';
import { textOf } from './escape';
import { formatDuration, formatTime } from './locale-format';
import { translate, translateWord } from './messages';
import { translateCause } from './sentences';
import type { MessageSource } from './variable';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Facts of somebody else's event that are shown without being asked for. */
const MOST_CUSTOM_FACTS = 10;
const LATE_SECONDS = 300;

/** What matters about an event, as label and value in the reader's language. What is not known has no line. */
export function factsOf(source: MessageSource): Fact[] {
  const { event } = source;
  const say = sayer(source);
  const family = familyOf(event.type);
  switch (family) {
    case 'execution':
      return [...say.plan(), ...say.execution(), ...say.place()];
    case 'wave':
      return [...say.plan(), ...say.wave(), ...say.place()];
    case 'server':
      return [...say.server(), ...say.plan(), ...say.place()];
    case 'drs':
      return [...say.server(), ...say.replication(), ...say.plan(), ...say.place()];
    case 'health':
      return [...say.health(), ...say.place()];
    case 'security':
      return [...say.security(), ...say.place()];
    case 'alert':
      return [...say.acknowledgement(), ...say.plan(), ...say.server(), ...say.health(), ...say.place()];
    case 'incident':
      return [...say.acknowledgement(), ...say.incident(), ...say.plan(), ...say.place()];
    case 'custom':
      return [...say.custom(), ...say.plan(), ...say.place()];
    default:
      return unreachable(family);
  }
}

function sayer({ event, locale, defaults }: MessageSource) {
  const t = (key: string, parameters?: Readonly<Record<string, unknown>>) => translate(key, locale, parameters);
  const word = (value: string | null | undefined) => (value ? translateWord(value, locale) : null);
  const time = (at: Instant | null | undefined) => (at ? formatTime(at, 'full', locale, defaults.TimeZone) : null);
  const fact = (key: string, value: unknown): Fact[] => {
    const text = textOf(value);
    return text === '' ? [] : [{ label: t(`fact.${key}`), value: text }];
  };
  const servers = (counts: { readonly total: number; readonly launched: number; readonly failed: number }) =>
    fact('servers', t(counts.failed > 0 ? 'servers.some-failed' : 'servers.launched', counts));
  const execution = event.execution;
  return {
    plan: () => [...fact('plan', event.planName), ...fact('kind', word(execution?.type))],
    execution: () =>
      execution === null
        ? []
        : [
            ...fact('status', word(execution.status)),
            ...fact('detail', execution.detail.map((one) => translateWord(one, locale)).join(', ')),
            ...servers(execution),
            ...(execution.instancesRunning > 0 ? fact('instances', execution.instancesRunning) : []),
            ...fact('started', time(execution.startedAt)),
            ...fact('ended', time(execution.endedAt)),
            ...fact('duration', formatDuration(execution.durationSeconds, locale)),
            ...fact('by', execution.initiatedBy),
            ...fact('error', execution.errorMessage),
          ],
    wave: () =>
      event.wave === null
        ? []
        : [
            ...fact('wave', event.wave.label),
            ...fact('status', word(event.wave.status)),
            ...servers(event.wave),
            ...fact('started', time(event.wave.startedAt)),
            ...fact('ended', time(event.wave.endedAt)),
          ],
    server: () =>
      event.server === null
        ? []
        : [
            ...fact('server', event.server.name),
            ...fact('wave', wavesOf(event).find(({ number }) => number === event.server?.waveNumber)?.label),
            ...fact('phase', word(event.server.launchStatus ?? event.server.phase)),
            ...fact('error', translateCause(event.server.error, locale)),
            ...fact('aws', event.server.rawError === event.server.error ? null : event.server.rawError),
            ...fact('instance', event.server.recoveryInstanceId),
            ...fact('type', event.server.instanceType),
            ...fact('address', event.server.privateIp),
          ],
    replication: () => [
      ...fact('replication', word(event.server?.replicationState)),
      ...fact('lag', formatDuration(event.server?.lagSeconds, locale)),
    ],
    health: () => [
      ...fact('source', event.source?.title),
      ...fact('code', event.source?.code),
      ...fact('message', event.source?.message),
      ...fact('permission', event.permission?.action),
      ...fact('resource', event.permission?.resource),
      ...fact('quota', event.quota?.name),
      ...(event.quota === null || event.quota.used === null || event.quota.limit === null
        ? []
        : fact(
            'used',
            t('quota.used', { used: event.quota.used, limit: event.quota.limit, unit: event.quota.unit ?? '' }).trim(),
          )),
      ...fact('channel', event.delivery?.channel),
      ...fact('destination', event.delivery?.destination),
      ...fact('message', event.delivery?.message),
    ],
    security: () => [
      ...fact('finding', word(event.security?.category)),
      ...fact('who', event.security?.who),
      ...fact('what', event.security?.what),
      ...fact('where', event.security?.where),
      ...fact('targets', event.security?.targets),
      ...fact('code', event.security?.errorCode),
    ],
    acknowledgement: () => [...fact('by', event.acknowledgement?.by), ...fact('note', event.acknowledgement?.note)],
    incident: () => [
      ...fact('incident', event.incident?.number),
      ...fact('started', time(event.incident?.openedAt)),
      ...fact('why', event.incident?.severityWhy.join(', ')),
    ],
    custom: () => [
      ...fact('source', event.custom?.source),
      ...fact('name', event.custom?.name),
      ...Object.entries(event.custom?.data ?? {})
        .filter(([, value]) => value !== null && typeof value !== 'object')
        .slice(0, MOST_CUSTOM_FACTS)
        .map(([label, value]) => ({ label, value: textOf(value) })),
    ],
    place: () => {
      const account = [event.accountId, event.region, word(event.environment)].filter((part) => part !== null).join(', ');
      return fact('account', [event.contextName, account].filter((part) => part !== null && part !== '').join(': '));
    },
  };
}

/** Waves of the execution; where only one is told of, that one. */
export function wavesOf({ execution, wave }: NotificationEvent): readonly WaveFacts[] {
  return execution?.waves ?? (wave === null ? [] : [wave]);
}

export function failedServers({ execution }: NotificationEvent): readonly ServerFacts[] {
  return (
    execution?.servers.filter(
      ({ launchStatus, phase, error }) => launchStatus === 'FAILED' || phase === 'FAILED' || error !== null,
    ) ?? []
  );
}

/** Why, in the best words there are. */
export function errorOf({ server, execution, source, delivery }: NotificationEvent): string | null {
  return server?.error ?? server?.rawError ?? execution?.errorMessage ?? source?.message ?? delivery?.message ?? null;
}

/** Share of the servers that were launched, 0 to 1; nothing to launch is all of it. */
export function progressOf({ launched, total }: Pick<ExecutionFacts, 'launched' | 'total'>): number {
  return total === 0 ? 1 : launched / total;
}

export function isLate({ occurredAt }: NotificationEvent, now: Instant): boolean {
  return secondsBetween(occurredAt, now) > LATE_SECONDS;
}
