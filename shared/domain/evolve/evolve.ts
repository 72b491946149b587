import { unreachable } from '../../lib/unreachable';
import type { ConsoleEvent } from '../events';
import type { ConsoleState } from '../state';
import { announceExecution, announceParticipant, announceReplication, announceRetry, announceWave } from './announced';
import { closeCommand, openCommand } from './commands';
import { noteCustomPage } from './custom-pages';
import { noteMail, putItem, putRun, putSteps } from './executions';
import { putFindings } from './findings';
import { putIncident } from './incidents';
import { putJob, putJobLog } from './jobs';
import { noteMessage, noteSecurityTold, putLaunchTold, putMalformed, putReplicationTold, putSecurity } from './messages';
import { latest } from './newest';
import { acknowledge, noteDelivery, raise, resolve } from './notices';
import { putQuotaLimits } from './quota-limits';
import { batching, copying, type Records } from './records';
import { redate } from './redate';
import { endTrouble, noteTrouble, putContext, startSession, stopSession, wake } from './sessions';
import { dropInstance, dropPlan, dropServer, putGroup, putInstance, putPlan, putServer } from './world';

/**
 * What one event adds to what is known. Pure; slices that do not change keep their identity, and so does the whole state when the
 * event says nothing new. Observations may come twice and in any order: the result is the same.
 */
export function evolve(state: ConsoleState, event: ConsoleEvent): ConsoleState {
  return step(state, event, copying);
}

/** The same as `evolve` for each event in turn, at the cost of one copy per record instead of one per event. For replays and batches. */
export function evolveAll(state: ConsoleState, events: Iterable<ConsoleEvent>): ConsoleState {
  const records = batching();
  let next = state;
  for (const event of events) next = step(next, event, records);
  return next;
}

function step(state: ConsoleState, event: ConsoleEvent, records: Records): ConsoleState {
  if ('messageId' in event) {
    if (state.messagesSeen[event.messageId] !== undefined) return state;
    return dated(slice(noteMessage(state, event.messageId, event.at, records), event, records), event);
  }
  return dated(slice(state, event, records), event);
}

function dated(state: ConsoleState, event: ConsoleEvent): ConsoleState {
  const lastEventAt = latest(state.lastEventAt, event.at);
  return lastEventAt === state.lastEventAt ? state : { ...state, lastEventAt };
}

function slice(state: ConsoleState, event: ConsoleEvent, records: Records): ConsoleState {
  switch (event.type) {
    case 'session.started':
      return startSession(redate(state, event.at), event);
    case 'clock.changed':
      return event.jumpSeconds < 0 ? redate(state, event.at) : state;
    case 'session.stopped':
      return stopSession(state, event);
    case 'session.woke':
      return wake(state, event);
    case 'context.opened':
    case 'context.changed':
      return putContext(state, event, records);
    case 'source.failed':
      return noteTrouble(state, event, records);
    case 'source.recovered':
      return endTrouble(state, event, records);
    case 'execution-item.observed':
      return putItem(state, event, records);
    case 'run.observed':
    case 'message.run-status':
      return putRun(state, event, records);
    case 'run-steps.observed':
      return putSteps(state, event, records);
    case 'message.execution-mail':
      return noteMail(state, event, records);
    case 'plan.observed':
      return putPlan(state, event, records);
    case 'plan.gone':
      return dropPlan(state, event, records);
    case 'group.observed':
      return putGroup(state, event, records);
    case 'job.observed':
      return putJob(state, event, records);
    case 'job-log.observed':
      return putJobLog(state, event, records);
    case 'server.observed':
      return putServer(state, event, records);
    case 'server.gone':
      return dropServer(state, event, records);
    case 'instance.observed':
      return putInstance(state, event, records);
    case 'instance.gone':
      return dropInstance(state, event, records);
    case 'quota-limits.observed':
      return putQuotaLimits(state, event, records);
    case 'message.launch-result':
      return putLaunchTold(state, event, records);
    case 'message.replication':
      return putReplicationTold(state, event, records);
    case 'message.security':
      return putSecurity(state, event, records);
    case 'custom.received':
      return noteCustomPage(state, event, records);
    case 'message.malformed':
      return putMalformed(state, event, records);
    case 'execution.changed':
      return announceExecution(state, event, records);
    case 'wave.changed':
      return announceWave(state, event, records);
    case 'participant.changed':
      return announceParticipant(state, event, records);
    case 'participant.retried':
      return announceRetry(state, event, records);
    case 'replication.changed':
      return announceReplication(state, event, records);
    case 'command.ended':
      return openCommand(state, event, records);
    case 'command.outcome':
      return closeCommand(state, event, records);
    case 'incident.changed':
      return putIncident(state, event, records);
    case 'findings.changed':
      return putFindings(state, event, records);
    case 'notice.raised':
      return noteSecurityTold(raise(state, event, records), event, records);
    case 'notice.resolved':
      return resolve(state, event, records);
    case 'notice.acknowledged':
      return acknowledge(state, event, records);
    case 'notice.delivered':
      return noteDelivery(state, event, records);
    case 'database.set-aside':
    case 'settings.changed':
    case 'boards.changed':
    case 'token.made':
    case 'token.revoked':
    case 'access.refused':
    case 'queue.created':
    case 'queue.lost':
    case 'message.other':
    case 'message.receipt':
    case 'logs.pattern':
    case 'alerts.changed':
    case 'rule.state-changed':
    case 'silence.changed':
    case 'severity.corrected':
    case 'alert-rules.changed':
    case 'alerting.changed':
    case 'on-call.changed':
    case 'finding.judged':
    case 'detection.changed':
    case 'forecast.noted':
    case 'command.requested':
    case 'setup.began':
    case 'setup.stepped':
    case 'setup.ended':
    case 'setup.verified':
    // Deliveries have their own tables, brought up to date in the transaction that records these.
    case 'notification.raised':
    case 'delivery.sending':
    case 'delivery.attempted':
    case 'delivery.changed':
    case 'notifications.changed':
    case 'template.changed':
    // An exercise is judged from the journal; the world is as it is.
    case 'training.started':
    case 'training.seen':
    case 'training.answered':
    case 'training.hinted':
    case 'training.ended':
    // The log keeps itself; runs of reports and evidence have tables of their own.
    case 'audit.began':
    case 'audit.recovered':
    case 'audit.rolled-back':
    case 'audit.key-lost':
    case 'audit.key-rotated':
    case 'audit.removed':
    case 'audit.erased':
    case 'audit.witnessed':
    case 'audit.witness-failed':
    case 'audit.cosigned':
    case 'audit.exported':
    case 'audit.verified':
    case 'audit.settings-changed':
    case 'reports.changed':
    case 'framework.changed':
    case 'report.run-changed':
    case 'report.taken':
    case 'evidence.changed':
      return state;
    default:
      return unreachable(event);
  }
}
