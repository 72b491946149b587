import type { IncidentCommand, IncidentProblem } from '../../../shared/domain/alerting/commands/command';
import type { Incident } from '../../../shared/domain/alerting/incident';
import type { CheckWorld } from '../../../shared/domain/alerting/runbooks/checks/check';
import { beginRunbook, markStep } from '../../../shared/domain/alerting/runbooks/commands';
import { runOf } from '../../../shared/domain/alerting/runbooks/run';
import { suggestRunbooks } from '../../../shared/domain/alerting/runbooks/suggest';
import type { ShelvedRunbook } from '../alerting/runbooks/shelf';
import type { Engine } from '../engine-api';
import type { Actor } from '../ports';
import { done, runCommand } from './commands';
import type { Implementer } from './implementer';
import { incidentBook } from './incident-book';
import { incidentRefused } from './incident-refusals';
import { pageOf } from './paging';
import { impossible, notFound, notRecording } from './problems';

const MOST_ALERTS = 1_000;

/** Runbooks are read by everybody; on an incident they are begun and worked off by whoever may act. */
export function runbookHandlers(os: Implementer, engine: Engine) {
  const { runbooks } = os;
  const shelf = () => engine.inside.runbooks;
  const alerting = () => engine.inside.alerting;
  const runbookOf = (runbookId: string): ShelvedRunbook => {
    const found = shelf().get(runbookId);
    if (found === null) throw notFound('runbook', runbookId);
    return found;
  };
  const incidentOf = (incidentId: string): Incident => {
    const incident = incidentBook(engine).incident(incidentId);
    if (incident === undefined) throw notFound('incident', incidentId);
    return incident;
  };

  function worldOf(incident: Incident): CheckWorld {
    const { incidentId } = incident;
    const alerts = alerting().tables.alerts({ status: null, from: null, to: null, incidentId, before: null, limit: MOST_ALERTS });
    return { now: engine.ports.clock.now(), view: engine.view(), quotaLimits: engine.state().quotaLimits, incident, alerts };
  }

  /** Records what somebody did with the runbook of an incident, and answers with the incident as it is then. */
  function carryOut(
    command: string,
    { incidentId, actor, note }: { readonly incidentId: string; readonly actor: Actor; readonly note: string },
    make: (incident: Incident) => IncidentCommand,
  ): Promise<Incident> {
    const { executionId, contextId } = incidentOf(incidentId);
    const about = { executionId: executionId ?? undefined, contextId: contextId ?? undefined, note };
    return runCommand(engine, { command, need: 'act', actor, ...about }, async () => {
      const made = make(incidentOf(incidentId));
      if (!made.ok) throw refused(made.error, incidentId);
      const recorded = made.value.length === 0 ? null : engine.commit(made.value, actor);
      if (recorded?.ok === false) throw notRecording(recorded.error);
      return done(recorded === null ? 'It is so already.' : 'Recorded.', incidentOf(incidentId));
    });
  }

  const doing = (actor: Actor) => ({ book: incidentBook(engine), at: engine.ports.clock.now(), actor: actor.id });

  return {
    list: runbooks.list.handler(async ({ input }) => {
      await shelf().look();
      const { items, nextToken } = pageOf(shelf().all(), input, ({ runbook }) => runbook.runbookId, 'ascending');
      return { items: items.map(listingOf), nextToken, problems: [...shelf().problems()], folder: shelf().folder };
    }),
    get: runbooks.get.handler(async ({ input: { runbookId } }) => {
      await shelf().look();
      const { runbook, origin, source } = runbookOf(runbookId);
      return { ...runbook, origin, source };
    }),
    ofIncident: runbooks.ofIncident.handler(async ({ input: { incidentId, runbookId } }) => {
      await shelf().look();
      const incident = incidentOf(incidentId);
      const world = worldOf(incident);
      const all = shelf()
        .all()
        .map(({ runbook }) => runbook);
      const fitting = suggestRunbooks(incident, world.alerts, engine.view(), all);
      const begun = incident.runbook;
      const wanted = runbookId ?? begun?.runbookId ?? fitting[0]?.runbook.runbookId;
      const shelved = wanted === undefined ? null : shelf().get(wanted);
      if (runbookId !== undefined && shelved === null) throw notFound('runbook', runbookId);
      const progress = begun !== null && begun.runbookId === shelved?.runbook.runbookId ? begun : null;
      return {
        run: shelved === null ? null : runOf(shelved.runbook, progress, world),
        suggested: fitting.map(({ runbook, why }) => ({ runbookId: runbook.runbookId, title: runbook.title, why })),
        missing: begun !== null && shelf().get(begun.runbookId) === null ? begun.runbookId : null,
      };
    }),
    begin: runbooks.begin.handler(async ({ input: { incidentId, runbookId }, context: { actor } }) => {
      await shelf().look();
      const { runbook } = runbookOf(runbookId);
      return carryOut('runbooks.begin', { incidentId, actor, note: runbookId }, () =>
        beginRunbook(incidentId, runbook, doing(actor)),
      );
    }),
    step: runbooks.step.handler(({ input: { incidentId, step, outcome, note = null }, context: { actor } }) =>
      carryOut('runbooks.step', { incidentId, actor, note: `${step}: ${outcome}` }, ({ runbook }) => {
        if (runbook === null)
          return { ok: false, error: { code: 'impossible', message: 'No runbook was begun on this incident.' } };
        return markStep(incidentId, runbookOf(runbook.runbookId).runbook, { step, outcome, note }, doing(actor));
      }),
    ),
  };
}

function listingOf({ runbook, origin }: ShelvedRunbook) {
  const { summary: _, steps, ...listing } = runbook;
  return { ...listing, origin, steps: steps.length };
}

function refused(problem: IncidentProblem, incidentId: string) {
  return problem.code === 'impossible' ? impossible('runbook.impossible', problem.message) : incidentRefused(problem, incidentId);
}
