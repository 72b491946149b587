import type { DomainView } from '../../reconcile/domain-view';
import type { Alert } from '../alert';
import type { Incident } from '../incident';
import type { Runbook } from './runbook';
import { rawErrorOf } from './values';

export interface Suggestion {
  readonly runbook: Runbook;
  /** In words: "for the probable cause". */
  readonly why: string;
}

/**
 * Runbooks that fit an incident, the fittest first: the one its rule names, those of its causes by rank, those of what AWS wrote, of its
 * job's log, of its rules, and of the kinds of its alerts.
 */
export function suggestRunbooks(
  incident: Incident,
  alerts: readonly Alert[],
  view: Pick<DomainView, 'participants' | 'jobs' | 'servers'>,
  runbooks: readonly Runbook[],
): Suggestion[] {
  const texts = errorsOf(incident, alerts, view);
  const events = logEventsOf(alerts, view);
  const ways: readonly { readonly why: string; readonly fits: (runbook: Runbook) => boolean }[] = [
    ...alerts.flatMap(({ wishes }) =>
      wishes.runbookId === null ? [] : [{ why: 'its rule names it', fits: (one: Runbook) => one.runbookId === wishes.runbookId }],
    ),
    ...incident.causes.flatMap(({ causeId, runbookId }, rank) => [
      // One that names the very words AWS used is nearer than the one for the cause at large.
      { why: causeWords(rank), fits: (one: Runbook) => one.errors.length > 0 && isFor(one, causeId) && saysSo(one, texts) },
      { why: causeWords(rank), fits: (one: Runbook) => runbookId !== null && one.runbookId === runbookId },
      { why: causeWords(rank), fits: (one: Runbook) => one.errors.length === 0 && isFor(one, causeId) },
    ]),
    { why: 'AWS names this error', fits: (one) => one.errors.length > 0 && saysSo(one, texts) },
    { why: 'the job log has such a line', fits: (one) => one.logEvents.some((event) => events.has(event)) },
    {
      why: 'one of its rules',
      fits: (one) => alerts.some(({ ruleId, name }) => one.rules.some((rule) => rule === ruleId || rule === name)),
    },
    ...incident.causes.map(({ causeId }, rank) => ({
      why: causeWords(rank),
      fits: (one: Runbook) => isFor(one, causeId),
    })),
    { why: 'for alerts of this kind', fits: (one) => one.notices.some((kind) => alerts.some(({ name }) => name === kind)) },
  ];
  const found = new Map<string, Suggestion>();
  for (const { why, fits } of ways)
    for (const runbook of runbooks.filter(fits))
      if (!found.has(runbook.runbookId)) found.set(runbook.runbookId, { runbook, why });
  return [...found.values()];
}

function causeWords(rank: number): string {
  return rank === 0 ? 'for the probable cause' : 'for another possible cause';
}

/** What says nothing of the cause fits every runbook for the unknown, so none. */
function isFor({ causes }: Runbook, causeId: Incident['causes'][number]['causeId']): boolean {
  return causeId !== 'unknown' && causes.includes(causeId);
}

/** One that names errors fits only where AWS wrote one of them. */
function saysSo({ errors }: Runbook, texts: readonly string[]): boolean {
  return errors.length === 0 || errors.some((one) => texts.some((text) => text.toLowerCase().includes(one.toLowerCase())));
}

function errorsOf(incident: Incident, alerts: readonly Alert[], view: Pick<DomainView, 'participants' | 'servers'>): string[] {
  const raw = rawErrorOf(incident, alerts, view);
  const replication = alerts.flatMap(({ sourceServerId }) =>
    sourceServerId === null ? [] : (view.servers[sourceServerId]?.replicationError ?? []),
  );
  return [...(raw === null ? [] : [raw]), ...replication, ...alerts.map(({ summary }) => summary)];
}

function logEventsOf(alerts: readonly Alert[], { jobs }: Pick<DomainView, 'jobs'>): ReadonlySet<string> {
  return new Set(
    alerts.flatMap(({ labels }) => {
      const last = labels.job === undefined ? undefined : jobs[labels.job]?.lastLog;
      return last === undefined || last === null ? [] : [last.event];
    }),
  );
}
