import { actorName } from '../../../shared/domain/actor-name';
import { acknowledgeIncident, resolveIncident, unacknowledgeIncident } from '../../../shared/domain/alerting/commands/answer';
import type { Doing, IncidentCommand } from '../../../shared/domain/alerting/commands/command';
import { giveRole, noteIncident, setSeverity } from '../../../shared/domain/alerting/commands/describe';
import { mergeIncidents, splitIncident } from '../../../shared/domain/alerting/commands/regroup';
import { handOver, postIncidentReport } from '../../../shared/domain/alerting/commands/summaries';
import { readAt } from '../../../shared/domain/alerting/impact/impact-of';
import type { Incident, IncidentStatus } from '../../../shared/domain/alerting/incident';
import { instantOf } from '../../../shared/domain/primitives';
import type { Engine } from '../engine-api';
import type { Actor } from '../ports';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { incidentBook } from './incident-book';
import { incidentRefused } from './incident-refusals';
import { pageBefore } from './paging';
import { notFound, notRecording } from './problems';

const MOST_ALERTS = 1_000;
const MOST_SIMILAR = 10;

/** Incidents: read by everybody, dealt with by whoever may act. */
export function incidentHandlers(os: Implementer, engine: Engine) {
  const { incidents } = os;
  const alerting = () => engine.inside.alerting;
  const find = (incidentId: string): Incident => {
    const incident = incidentBook(engine).incident(incidentId);
    if (incident === undefined) throw notFound('incident', incidentId);
    return incident;
  };
  const recordOf = (incidentId: string) => ({
    incident: find(incidentId),
    alerts: alerting().tables.alerts({ ...everything, incidentId, limit: MOST_ALERTS }),
    entries: alerting().tables.entries(incidentId),
    now: engine.ports.clock.now(),
  });

  /** Runs what somebody wants done with an incident. What comes of it is in the book when this answers. */
  function carryOut(
    name: string,
    said: { readonly incidentId: string; readonly actor: Actor; readonly note?: string | undefined },
    make: (doing: Doing & { readonly notices: ReturnType<Engine['view']>['notices'] }) => IncidentCommand,
    /** Which one it answers. */
    answers: () => string = () => said.incidentId,
  ): Promise<Incident> {
    const { incidentId, actor, note } = said;
    const held = find(incidentId);
    const about = { executionId: held.executionId ?? undefined, contextId: held.contextId ?? undefined, note };
    return runCommand(engine, { command: `incidents.${name}`, need: 'act', actor, ...about }, async () => {
      const book = incidentBook(engine);
      const at = engine.ports.clock.now();
      const made = make({ book, at, actor: actor.id, notices: engine.view().notices });
      if (!made.ok) throw incidentRefused(made.error, incidentId);
      const recorded = made.value.length === 0 ? null : engine.commit(made.value, actor);
      if (recorded?.ok === false) throw notRecording(recorded.error);
      const incident = readAt(find(answers()), engine.ports.clock.now());
      const words = recorded === null ? `Incident ${incident.number} is so already.` : `Incident ${incident.number}: done.`;
      return done(words, incident);
    });
  }

  return {
    list: incidents.list.handler(({ input }) => {
      const { items, nextToken } = pageBefore(input, (before, limit) =>
        alerting()
          .tables.incidents({
            statuses: statusesOf(input.status),
            from: moment(input.from),
            to: moment(input.to),
            execution: input.execution ?? null,
            beforeNumber: before,
            limit,
          })
          .map((incident) => ({ ...incident, seq: incident.number })),
      );
      const now = engine.ports.clock.now();
      return { items: items.map(({ seq: _, ...incident }) => readAt(incident, now)), nextToken };
    }),
    get: incidents.get.handler(({ input: { incidentId } }) => {
      const { now, ...record } = recordOf(incidentId);
      return { ...record, incident: readAt(record.incident, now), similar: similarTo(record.incident) };
    }),
    acknowledge: incidents.acknowledge.handler(({ input: { incidentId, note }, context: { actor } }) =>
      carryOut('acknowledge', { incidentId, actor, note }, (doing) => acknowledgeIncident(incidentId, note ?? null, doing)),
    ),
    unacknowledge: incidents.unacknowledge.handler(({ input: { incidentId, reason }, context: { actor } }) =>
      carryOut('unacknowledge', { incidentId, actor, note: reason }, (doing) =>
        unacknowledgeIncident(incidentId, reason ?? `${actorName(actor.id)} has given it back.`, doing),
      ),
    ),
    resolve: incidents.resolve.handler(({ input: { incidentId, because }, context: { actor } }) =>
      carryOut('resolve', { incidentId, actor, note: because }, (doing) => resolveIncident(incidentId, because, doing)),
    ),
    note: incidents.note.handler(({ input: { incidentId, text }, context: { actor } }) =>
      carryOut('note', { incidentId, actor, note: text }, (doing) => noteIncident(incidentId, text, doing)),
    ),
    role: incidents.role.handler(({ input: { incidentId, role, person }, context: { actor } }) =>
      carryOut('role', { incidentId, actor, note: `${role}: ${person ?? 'nobody'}` }, (doing) =>
        giveRole(incidentId, role, person, doing),
      ),
    ),
    severity: incidents.severity.handler(({ input: { incidentId, severity, note }, context: { actor } }) =>
      carryOut('severity', { incidentId, actor, note }, (doing) =>
        setSeverity(incidentId, severity, note ?? null, {
          ...doing,
          alerting: alerting().settings.current(),
          people: engine.inside.onCall.store.current().people,
        }),
      ),
    ),
    merge: incidents.merge.handler(({ input: { incidentId, incidentIds }, context: { actor } }) =>
      carryOut('merge', { incidentId, actor, note: incidentIds.join(', ') }, (doing) =>
        mergeIncidents(incidentId, incidentIds, doing),
      ),
    ),
    split: incidents.split.handler(({ input: { incidentId, alertIds }, context: { actor } }) => {
      const fresh = { incidentId: engine.ports.ids.next('inc') };
      return carryOut(
        'split',
        { incidentId, actor },
        (doing) => splitIncident(incidentId, alertIds, fresh, doing),
        () => fresh.incidentId,
      );
    }),
    handOver: incidents.handOver.handler(({ input: { incidentId } }) => ({ markdown: handOver(recordOf(incidentId)) })),
    report: incidents.report.handler(({ input: { incidentId } }) => ({ markdown: postIncidentReport(recordOf(incidentId)) })),
  };

  function similarTo({ incidentId, planId, causes, recurrence }: Incident) {
    const ended = alerting().tables.incidents({
      statuses: ['RESOLVED'],
      from: null,
      to: null,
      execution: null,
      beforeNumber: null,
      limit: 200,
    });
    const isLike = (other: Incident) =>
      other.incidentId !== incidentId &&
      (recurrence?.incidentIds.includes(other.incidentId) === true ||
        (causes[0] !== undefined && other.causes[0]?.causeId === causes[0].causeId) ||
        (planId !== null && other.planId === planId && causes[0] === undefined));
    return ended
      .filter(isLike)
      .slice(0, MOST_SIMILAR)
      .map(({ incidentId: id, number, title, severity, openedAt, resolvedAt }) => ({
        incidentId: id,
        number,
        title,
        severity,
        openedAt,
        resolvedAt,
      }));
  }
}

const everything = { status: null, from: null, to: null, before: null };

function statusesOf(status: IncidentStatus | 'open' | undefined): readonly IncidentStatus[] {
  if (status === undefined) return ['OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'MERGED'];
  return status === 'open' ? ['OPEN', 'ACKNOWLEDGED'] : [status];
}

function moment(text: string | undefined) {
  return text === undefined ? null : instantOf(Date.parse(text));
}
