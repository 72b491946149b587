import type { Instant } from '../../primitives';
import { msOf } from '../../primitives';
import type { Alert } from '../alert';
import type { Labels } from '../labels';
import { textKey } from './text-key';

/**
 * What alerts may have in common beyond their own execution: the same thing in AWS, the same cause in one place, the same doer. Two alerts
 * that share a key, and are near in time, are one incident. A label that is missing makes no key: nothing is common to what is not known.
 */
export function linksOf(alert: Pick<Alert, 'name' | 'origin' | 'title' | 'labels' | 'executionId'>): readonly string[] {
  const { name, origin, labels } = alert;
  switch (name) {
    case 'server-launch-failed':
      return launchLinks(labels);
    case 'execution-failed':
      return keys(['orchestration', labels.context, labels.runError]);
    case 'replication-stalled':
      return [
        ...keys(['server', labels.server]),
        ...keys(['lag', labels.server]),
        ...keys(['stall', labels.account, labels.region, labels.replicationError]),
      ];
    case 'security':
      return [...keys(['principal', labels.account, labels.principal]), ...keys(['server', labels.server])];
    case 'quota-near':
      return keys(['quota', labels.account, labels.region, labels.quota]);
    case 'source-silent':
    case 'permission-lost':
    case 'queue-lost':
      return sourceLinks(labels);
    case 'delivery-failing':
      return keys(['delivery', 'failing']);
    case 'delivery-failures':
    case 'delivery-latency':
      return origin === 'finding' ? keys(['delivery', 'failing']) : saidLinks(alert);
    default:
      if (origin === 'finding') return findingLinks(alert);
      return origin === 'notice' ? [] : saidLinks(alert);
  }
}

/** What lasts is the same for as long as it lasts: a source that does not answer, a limit, a destination, replication that falls behind. */
export function isLasting(key: string): boolean {
  return ['sources ', 'quota ', 'delivery ', 'lag '].some((kind) => key.startsWith(kind));
}

/** A key of parts; none where any part is missing. */
function keys(parts: readonly (string | undefined)[]): readonly string[] {
  return parts.every((part) => part !== undefined && part !== '') ? [parts.join(' ')] : [];
}

function launchLinks({ cause, account, region, subnet, az, permission, key, launchTemplate }: Labels): readonly string[] {
  switch (cause) {
    case 'subnet-out-of-addresses':
      return keys(['subnet', subnet]);
    // Names of zones mean another zone in another account.
    case 'instance-capacity':
      return keys(['capacity', account, region, az]);
    case 'vcpu-quota':
    case 'job-quota':
      return keys([cause, account, region]);
    case 'iam-denied':
      return keys(['permission', account, permission]);
    case 'kms-denied':
      return key === undefined ? [] : keys(['key', key]);
    case 'launch-template':
      return keys(['launch-template', launchTemplate]);
    default:
      return [];
  }
}

function sourceLinks({ context, cause, code, profile }: Labels): readonly string[] {
  const ofContext = keys(['sources', context, cause]);
  // One way to AWS, and one sign-in, serve many contexts.
  if (code === 'unreachable') return [...ofContext, 'sources unreachable'];
  return cause === 'credentials-expired' ? [...ofContext, ...keys(['profile', profile])] : ofContext;
}

/** Lag that a stalled server has, whenever each of them was noticed first, is one thing; what else is unusual is where it is. */
function findingLinks(alert: Pick<Alert, 'name' | 'labels' | 'title' | 'executionId'>): readonly string[] {
  const { name, labels } = alert;
  if (name !== 'replication-lag' && name !== 'replication-backlog') return saidLinks(alert);
  const members = labels.servers?.split(',') ?? [];
  return [...keys(['server', labels.server]), ...[labels.server, ...members].flatMap((server) => keys(['lag', server]))];
}

/** Rules and scripts say where: the same server, or the same words about the same place. */
function saidLinks({ labels, title, executionId }: Pick<Alert, 'labels' | 'title' | 'executionId'>): readonly string[] {
  if (executionId !== null) return [];
  // The same server or subnet is enough by itself; a plan, or an instance, only with the same words.
  if (labels.server !== undefined || labels.subnet !== undefined)
    return [...keys(['server', labels.server]), ...keys(['subnet', labels.subnet])];
  const place = labels.instance ?? labels.plan;
  const words = place === undefined ? null : textKey(title);
  return words === null ? [] : keys(['text', place, words]);
}

/** Where an alert with each key was seen last. */
export interface Links {
  /** Whoever has this key, seen at most `withinMs` from `at`, before or after; null withinMs is without bound. */
  find(key: string, at: Instant, withinMs: number): string | undefined;
  note(alert: Pick<Alert, 'name' | 'origin' | 'title' | 'labels' | 'executionId' | 'startedAt' | 'incidentId'>): void;
  /** Drops what was seen before that, but for incidents that are kept. */
  forget(before: Instant, isKept: (incidentId: string) => boolean): void;
}

interface Seen {
  readonly incidentId: string;
  readonly at: Instant;
}

/** An index over alerts: looking one up costs the same however many there are. `beneath` is asked for what this one does not know. */
export function createLinks(beneath: Pick<Links, 'find'> | null = null): Links {
  const seen = new Map<string, Seen>();

  function put(key: string, incidentId: string, at: Instant): void {
    const held = seen.get(key);
    if (held === undefined || held.at <= at) seen.set(key, { incidentId, at });
  }

  return {
    find(key, at, withinMs) {
      const held = seen.get(key);
      if (held === undefined) return beneath?.find(key, at, withinMs);
      return Math.abs(msOf(at) - msOf(held.at)) <= withinMs ? held.incidentId : undefined;
    },
    note(alert) {
      const executionId = executionOf(alert);
      if (executionId !== undefined) put(executionKey(executionId), alert.incidentId, alert.startedAt);
      for (const key of linksOf(alert)) put(key, alert.incidentId, alert.startedAt);
    },
    forget(before, isKept) {
      for (const [key, { at, incidentId }] of seen) if (at < before && !isKept(incidentId)) seen.delete(key);
    },
  };
}

/** The execution an alert is of, or that its labels name: a deed by which it began, for one. */
export function executionOf({ executionId, labels }: Pick<Alert, 'executionId' | 'labels'>): string | undefined {
  return executionId ?? labels.execution;
}

/** Everything of one execution belongs together, whenever it comes. */
export function executionKey(executionId: string): string {
  return `execution ${executionId}`;
}
