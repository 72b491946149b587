import type { DomainView } from '../../reconcile/domain-view';
import type { Alert } from '../alert';
import type { Incident } from '../incident';
import type { Labels } from '../labels';

/** What a runbook's text may ask for, by name; what is not known is absent. */
export type RunbookValues = Readonly<Record<string, string | undefined>>;

/** Labels that say which thing an alert is about: values of two things are never mixed. */
const identifying = [
  'context',
  'account',
  'region',
  'planId',
  'execution',
  'wave',
  'job',
  'server',
  'instance',
  'subnet',
] as const;

/**
 * The labels its alerts share, then those of the alert that stands for it and of the others about the same things, oldest first and those
 * that are over too, then what AWS's own error names: `subnet`, `instanceType`,
 * `error`. And of the incident `incident` (its number), `title`, `severity`.
 */
export function valuesOf(
  incident: Incident,
  alerts: readonly Alert[],
  view: Pick<DomainView, 'participants' | 'servers'>,
): RunbookValues {
  const lead = alerts.find(({ alertId }) => alertId === incident.leadAlertId) ?? alerts[0];
  const labels = { ...agreeing(lead, alerts), ...incident.labels };
  const server = labels.server === undefined ? undefined : view.servers[labels.server];
  const error = rawErrorOf(incident, alerts, view);
  return {
    ...fromError(error),
    ...labels,
    ...(server?.replicationError ? { replicationError: server.replicationError } : {}),
    ...(error === null ? {} : { error }),
    incident: String(incident.number),
    title: incident.title,
    severity: incident.severity,
  };
}

/** A plan that failed names no server; the server that failed in it does. */
function agreeing(lead: Alert | undefined, alerts: readonly Alert[]): Labels {
  const byAge = [...alerts].sort((one, other) =>
    one.startedAt < other.startedAt ? -1 : one.startedAt > other.startedAt ? 1 : 0,
  );
  let known: Labels = lead?.labels ?? {};
  for (const { labels } of byAge) if (!contradicts(labels, known)) known = { ...labels, ...known };
  return known;
}

function contradicts(one: Labels, other: Labels): boolean {
  return identifying.some((name) => one[name] !== undefined && other[name] !== undefined && one[name] !== other[name]);
}

/** What AWS wrote of a server of the incident that failed; the first of them. */
export function rawErrorOf(
  incident: Incident,
  alerts: readonly Alert[],
  { participants }: Pick<DomainView, 'participants'>,
): string | null {
  for (const { executionId, sourceServerId } of alerts) {
    const raw = participants[`${executionId}/${sourceServerId}`]?.rawError;
    if (raw !== null && raw !== undefined) return raw;
  }
  if (incident.executionId === null) return null;
  const failed = Object.values(participants).find(
    (one) => one.executionId === incident.executionId && one.rawError !== null && one.phase === 'FAILED',
  );
  return failed?.rawError ?? null;
}

function fromError(error: string | null): Record<string, string> {
  if (error === null) return {};
  const subnet = /\bsubnet-[0-9a-f]+\b/i.exec(error)?.[0];
  const instanceType = /\b[a-z][a-z0-9-]*\.(?:nano|micro|small|medium|\d*x?large|metal(?:-\w+)?)\b/.exec(error)?.[0];
  const az = /\b[a-z]{2}(?:-gov)?-[a-z]+-\d[a-z]\b/.exec(error)?.[0];
  return {
    ...(subnet === undefined ? {} : { subnet }),
    ...(instanceType === undefined ? {} : { instanceType }),
    ...(az === undefined ? {} : { az }),
  };
}
