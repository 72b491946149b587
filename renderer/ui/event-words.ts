import { actorName } from '../../shared/domain/actor-name';
import type { ConsoleEvent } from '../../shared/domain/events';
import { unreachable } from '../../shared/lib/unreachable';
import { t } from '../language/language';
import { alertingWords } from './alerting-words';
import { auditWords } from './audit-words';
import { detectionWords } from './detection-words';
import { causeWords } from './engine-words';
import { forecastWords } from './forecast-words';
import { formatDuration } from './format';
import { notificationWords } from './notification-words';
import { rawWords } from './raw-event-words';
import { reportWords } from './report-words';
import { because, capital, inSentence } from './sentence';
import { ofExecution, ofPhase, ofWave, stateWord, type Tone } from './tone';
import { trainingWords } from './training-words';

export const eventGroups = ['changes', 'servers', 'alerts', 'people', 'sources', 'raw'] as const;
/** What an operator filters a feed by. `raw` is what AWS said, before it meant anything. */
export type EventGroup = (typeof eventGroups)[number];

export interface EventWords {
  readonly group: EventGroup;
  readonly tone: Tone;
  readonly text: string;
}

/** One event as one line: what happened, to what. */
export function wordsOf(event: ConsoleEvent): EventWords {
  switch (event.type) {
    case 'execution.changed':
      return {
        group: 'changes',
        tone: ofExecution(event.to).tone,
        text: `${event.planName}: ${inSentence(ofExecution(event.to).word)}. ${event.summary}`,
      };
    case 'wave.changed':
      return { group: 'changes', tone: ofWave(event.to).tone, text: `${event.label}: ${inSentence(ofWave(event.to).word)}` };
    case 'participant.changed':
      return {
        group: 'servers',
        tone: ofPhase(event.to).tone,
        text: `${event.serverName}: ${inSentence(ofPhase(event.to).word)}${event.error === null ? '' : `. ${causeWords(event.error)}`}`,
      };
    case 'participant.retried':
      return {
        group: 'servers',
        tone: 'waiting',
        text:
          event.attempt === null
            ? t('ui.retried', { server: event.serverName })
            : t('ui.retriedAttempt', { server: event.serverName, attempt: event.attempt }),
      };
    case 'replication.changed':
      return {
        group: 'servers',
        tone: 'unknown',
        text: t('ui.replicationChanged', { server: event.serverName, state: inSentence(stateWord(event.to)) }),
      };
    case 'notice.raised':
      return {
        group: 'alerts',
        tone: event.notice.severity === 'CRITICAL' ? 'failed' : event.notice.severity === 'HIGH' ? 'waiting' : 'quiet',
        text: t('ui.alertRaised', { title: event.notice.title }),
      };
    case 'notice.resolved':
      return { group: 'alerts', tone: 'succeeded', text: t('ui.alertResolved', { reason: event.because }) };
    case 'notice.delivered':
      return {
        group: 'alerts',
        tone: event.delivery.outcome === 'failed' ? 'failed' : 'quiet',
        text: because(t(`ui.alertDelivered:${event.delivery.outcome}`, { by: event.delivery.by }), event.delivery.reason),
      };
    case 'notice.acknowledged':
      return {
        group: 'people',
        tone: 'quiet',
        text: because(t('ui.alertAcknowledged', { actor: actorName(event.actor) }), event.note),
      };
    case 'command.requested':
      return {
        group: 'people',
        tone: 'quiet',
        text: because(
          t('ui.commandRequested', { actor: personOf(event.actor), command: commandWords(event.command) }),
          event.note,
        ),
      };
    case 'command.ended':
      return {
        group: 'people',
        tone: event.outcome === 'accepted' ? 'succeeded' : 'failed',
        text: t(`ui.commandEnded:${event.outcome}`, { command: capital(commandWords(event.command)), message: event.message }),
      };
    case 'command.outcome':
      return {
        group: 'people',
        tone: event.outcome === 'seen' ? 'succeeded' : 'waiting',
        text: `${capital(commandWords(event.command))}: ${event.message}`,
      };
    case 'setup.began':
      return {
        group: 'people',
        tone: 'quiet',
        text: t(event.action === 'apply' ? 'ui.setupBegan:apply' : 'ui.setupBegan:remove', { actor: event.actor }),
      };
    case 'setup.stepped':
      return {
        group: 'people',
        tone: event.outcome === 'failed' ? 'failed' : 'quiet',
        text: `${event.title}: ${t(`ui.setupStep:${event.outcome}`)}. ${event.message}`,
      };
    case 'setup.ended':
      return { group: 'people', tone: event.outcome === 'complete' ? 'succeeded' : 'failed', text: event.message };
    case 'setup.verified':
      return { group: 'people', tone: event.outcome === 'works' ? 'succeeded' : 'failed', text: event.message };
    case 'logs.pattern':
      return {
        group: 'sources',
        tone: 'waiting',
        text: t(event.why === 'new' ? 'ui.patternNew' : 'ui.patternMany', {
          group: lastPart(event.logGroup),
          n: event.count,
          sample: event.sample,
        }),
      };
    case 'settings.changed':
      return { group: 'people', tone: 'quiet', text: t('ui.settingsChanged', { actor: event.actor }) };
    case 'boards.changed':
      return { group: 'people', tone: 'quiet', text: t('ui.boardsChanged', { actor: event.actor }) };
    case 'token.made':
      return { group: 'people', tone: 'quiet', text: t('ui.tokenMade', { actor: event.actor }) };
    case 'token.revoked':
      return { group: 'people', tone: 'quiet', text: t('ui.tokenRevoked', { actor: event.actor }) };
    case 'context.changed':
      return { group: 'people', tone: 'quiet', text: t('ui.contextChanged', { actor: event.actor }) };
    case 'access.refused':
      return { group: 'people', tone: 'failed', text: t('ui.accessRefused', { reason: event.reason }) };
    case 'session.started':
    case 'session.stopped':
    case 'session.woke':
    case 'clock.changed':
    case 'database.set-aside':
    case 'context.opened':
    case 'source.failed':
    case 'source.recovered':
    case 'queue.created':
    case 'queue.lost':
      return sourceWords(event);
    case 'alerts.changed':
    case 'incident.changed':
    case 'rule.state-changed':
    case 'silence.changed':
    case 'severity.corrected':
    case 'alert-rules.changed':
    case 'alerting.changed':
    case 'on-call.changed':
      return alertingWords(event);
    case 'findings.changed':
    case 'finding.judged':
    case 'detection.changed':
      return detectionWords(event);
    case 'forecast.noted':
      return forecastWords(event);
    case 'training.started':
    case 'training.seen':
    case 'training.answered':
    case 'training.hinted':
    case 'training.ended':
      return trainingWords(event);
    case 'notification.raised':
    case 'delivery.sending':
    case 'delivery.attempted':
    case 'delivery.changed':
    case 'notifications.changed':
    case 'template.changed':
    case 'custom.received':
      return notificationWords(event);
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
      return auditWords(event);
    case 'reports.changed':
    case 'framework.changed':
    case 'report.run-changed':
    case 'report.taken':
    case 'evidence.changed':
      return reportWords(event);
    default:
      return rawWords(event);
  }
}

type SourceEvent = Extract<
  ConsoleEvent,
  {
    type:
      | `session.${string}`
      | `source.${string}`
      | `queue.${string}`
      | 'clock.changed'
      | 'database.set-aside'
      | 'context.opened';
  }
>;

function sourceWords(event: SourceEvent): EventWords {
  const group = 'sources';
  switch (event.type) {
    case 'session.started':
      return {
        group,
        tone: 'quiet',
        text:
          event.awaySeconds === null
            ? t('ui.watchBegan')
            : t('ui.watchAgain', { duration: formatDuration(event.awaySeconds * 1000) }),
      };
    case 'session.stopped':
      return { group, tone: 'quiet', text: t('ui.watchStopped', { reason: event.reason }) };
    case 'session.woke':
      return { group, tone: 'quiet', text: t('ui.slept', { duration: formatDuration(event.asleepSeconds * 1000) }) };
    case 'clock.changed':
      return { group, tone: 'waiting', text: t('ui.clockJumped', { seconds: event.jumpSeconds }) };
    case 'database.set-aside':
      return { group, tone: 'failed', text: t('ui.databaseAside', { file: event.file, reason: event.reason }) };
    case 'context.opened':
      return { group, tone: 'quiet', text: t('ui.watching', { name: event.context.name }) };
    case 'source.failed':
      return { group, tone: 'failed', text: t('ui.sourceFailed', { source: event.source, message: event.error.message }) };
    case 'source.recovered':
      return { group, tone: 'succeeded', text: t('ui.sourceRecovered', { source: event.source }) };
    case 'queue.created':
      return { group, tone: 'quiet', text: t('ui.queueCreated') };
    case 'queue.lost':
      return { group, tone: 'failed', text: t('ui.queueLost', { reason: event.reason }) };
    default:
      return unreachable(event);
  }
}

/** `/aws/lambda/name` → `name` */
function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `executions.resume` as a person says it; what has no words here is shown as it is. */
function commandWords(command: string): string {
  switch (command) {
    case 'executions.resume':
      return t('ui.command:resume');
    case 'executions.cancel':
      return t('ui.command:cancel');
    case 'executions.terminate':
      return t('ui.command:terminate');
    case 'executions.stop':
      return t('ui.command:stop');
    default:
      return command;
  }
}

/** `token:First token`, `os:dana`: the kind of an actor is of no interest where a person is meant. */
export function personOf(actor: string): string {
  return actorName(actor);
}
