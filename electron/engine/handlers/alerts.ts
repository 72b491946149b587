import type { AlertItem } from '../../../shared/contract/alerts';
import type { Alert } from '../../../shared/domain/alerting/alert';
import { alertsChanged } from '../../../shared/domain/alerting/commands/command';
import { noticeFingerprint } from '../../../shared/domain/alerting/signals/notice-signals';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Notice } from '../../../shared/domain/notice';
import { NoticeId } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { pageOf } from './paging';
import { conflict, notFound, notRecording } from './problems';

export function alertHandlers(os: Implementer, engine: Engine) {
  const { alerts } = os;
  const alerting = () => engine.inside.alerting;

  /** A notice, or an alert of a rule or a script, by the id that lists give. */
  const find = (id: string): AlertItem => {
    const notice = engine.view().notices[id];
    if (notice !== undefined) return ofNotice(notice);
    const alert = alerting().book.alertById(id) ?? alerting().tables.alert(id);
    if (alert === null || alert === undefined) throw notFound('alert', id);
    return ofAlert(alert);
  };

  function ofNotice(notice: Notice): AlertItem {
    const newest = alerting().book.alertOf(noticeFingerprint(notice.noticeId));
    const alert = newest?.noticeId === notice.noticeId ? newest : null;
    // As grave as what was made of it, for the reasons that stand beside.
    return { ...notice, severity: alert?.severity ?? notice.severity, ...factsOf(alert, notice) };
  }

  function factsOf(alert: Alert | null, notice: Pick<Notice, 'resolvedAt'>) {
    return {
      alertId: alert?.alertId ?? null,
      fingerprint: alert?.fingerprint ?? null,
      status: alert?.status ?? (notice.resolvedAt === null ? ('FIRING' as const) : ('RESOLVED' as const)),
      labels: alert?.labels ?? {},
      severityWhy: alert?.severityWhy ?? [],
      suppression: alert?.suppression ?? null,
      count: alert?.count ?? 1,
      value: alert?.value ?? null,
      threshold: alert?.threshold ?? null,
      ruleId: alert?.ruleId ?? null,
      incidentId: alert?.incidentId ?? null,
      incidentNumber: alert === null ? null : (alerting().book.incident(alert.incidentId)?.number ?? null),
    };
  }

  function ofAlert(alert: Alert): AlertItem {
    const incident = alerting().book.incident(alert.incidentId);
    return {
      noticeId: NoticeId.parse(alert.alertId),
      kind: alert.origin === 'notice' ? 'custom' : alert.origin,
      severity: alert.severity,
      title: alert.title,
      body: alert.summary,
      nextStep: alert.nextStep,
      contextId: alert.contextId,
      executionId: alert.executionId,
      sourceServerId: alert.sourceServerId,
      raisedAt: alert.startedAt,
      needsAnswer: alert.status === 'FIRING' && incident?.needsAnswer === true,
      acknowledgedAt: alert.acknowledgedAt,
      acknowledgedBy: alert.acknowledgedBy,
      note: alert.note,
      resolvedAt: alert.resolvedAt,
      resolvedBecause: alert.resolvedBecause,
      rehearsal: alert.rehearsal,
      deliveries: [],
      ...factsOf(alert, alert),
    };
  }

  return {
    list: alerts.list.handler(({ input }) => {
      const own = alerting()
        .tables.alerts({
          // Asked of the table itself: what fires may be older than all that ended since.
          status: input.firing === undefined ? null : input.firing === 'true' ? 'FIRING' : 'RESOLVED',
          from: null,
          to: null,
          incidentId: input.incident ?? null,
          before: null,
          limit: MOST_LISTED,
        })
        .filter(({ origin }) => origin !== 'notice')
        .map(ofAlert);
      const all = [...Object.values(engine.view().notices).map(ofNotice), ...own];
      return pageOf(all.filter(wanted(input)), input, (item) => `${item.raisedAt} ${item.noticeId}`, 'descending');
    }),
    acknowledge: alerts.acknowledge.handler(({ input: { noticeId, note }, context: { actor } }) => {
      const about = engine.view().notices[noticeId];
      const executionId = about?.executionId ?? undefined;
      const contextId = about?.contextId ?? undefined;
      return runCommand(engine, { command: 'alerts.acknowledge', need: 'act', actor, executionId, contextId, note }, async () => {
        const held = find(noticeId);
        // Two people press at once: the first one has it, and both see who that was.
        if (held.acknowledgedAt !== null) return done('It was acknowledged already.', held);
        // Good news and what was lost stay notices to be seen, also when they are over; an alert of a rule or a script does not.
        if (engine.view().notices[noticeId] === undefined && held.status !== 'FIRING')
          throw conflict('alerts.ended', `This alert is over since ${held.resolvedAt}, so there is nothing to take.`);
        const at = engine.ports.clock.now();
        const recorded = engine.commit(answering(held, { at, actor: actor.id, note: note ?? null }), actor);
        if (!recorded.ok) throw notRecording(recorded.error);
        return done('Acknowledged.', find(noticeId));
      });
    }),
  };

  function answering(
    item: AlertItem,
    said: { readonly at: Notice['raisedAt']; readonly actor: string; readonly note: string | null },
  ): ConsoleEvent[] {
    const { at, actor, note } = said;
    if (engine.view().notices[item.noticeId] !== undefined)
      return [{ type: 'notice.acknowledged', at, noticeId: item.noticeId, actor, note }];
    const alert = alerting().book.alertById(item.noticeId);
    if (alert === undefined) return [];
    return alertsChanged([{ ...alert, acknowledgedAt: at, acknowledgedBy: actor, note }], at);
  }
}

/** Of rules and scripts, the newest: older ones are found by their incident. */
const MOST_LISTED = 5_000;

type Wish = Readonly<Partial<Record<'open' | 'firing' | 'suppressed', 'true' | 'false' | undefined>>> & {
  readonly incident?: string | undefined;
};

function wanted({ open, firing, suppressed, incident }: Wish): (item: AlertItem) => boolean {
  const is = (wish: 'true' | 'false' | undefined, holds: boolean) => wish === undefined || holds === (wish === 'true');
  return (item) =>
    is(open, isOpen(item)) &&
    is(firing, item.status === 'FIRING') &&
    is(suppressed, item.suppression !== null) &&
    (incident === undefined || item.incidentId === incident);
}

/** Nobody has answered it, and it has not ended by itself. */
function isOpen(item: Pick<Notice, 'needsAnswer' | 'acknowledgedAt' | 'resolvedAt'>): boolean {
  return item.needsAnswer && item.acknowledgedAt === null && item.resolvedAt === null;
}
