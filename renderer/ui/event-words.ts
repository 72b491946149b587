import type { ConsoleEvent } from '../../shared/domain/events';
import { nameOfPrincipal } from '../../shared/domain/security/security-notices';
import { unreachable } from '../../shared/lib/unreachable';
import { formatDuration } from './format';
import { notificationWords } from './notification-words';
import { ofExecution, ofPhase, ofWave, sentenceCase, type Tone } from './tone';
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
        text: `${event.planName}: ${ofExecution(event.to).word.toLowerCase()}. ${event.summary}`,
      };
    case 'wave.changed':
      return { group: 'changes', tone: ofWave(event.to).tone, text: `${event.label}: ${ofWave(event.to).word.toLowerCase()}` };
    case 'participant.changed':
      return {
        group: 'servers',
        tone: ofPhase(event.to).tone,
        text: `${event.serverName}: ${ofPhase(event.to).word.toLowerCase()}${event.error === null ? '' : `. ${event.error}`}`,
      };
    case 'participant.retried':
      return {
        group: 'servers',
        tone: 'waiting',
        text: `${event.serverName}: launch tried again${event.attempt === null ? '' : `, attempt ${event.attempt}`}`,
      };
    case 'replication.changed':
      return {
        group: 'servers',
        tone: 'unknown',
        text: `${event.serverName}: replication ${event.to.toLowerCase().replaceAll('_', ' ')}`,
      };
    case 'notice.raised':
      return {
        group: 'alerts',
        tone: event.notice.severity === 'CRITICAL' ? 'failed' : event.notice.severity === 'HIGH' ? 'waiting' : 'quiet',
        text: `Alert: ${event.notice.title}`,
      };
    case 'notice.resolved':
      return { group: 'alerts', tone: 'succeeded', text: `Alert resolved: ${event.because}` };
    case 'notice.delivered':
      return {
        group: 'alerts',
        tone: event.delivery.outcome === 'failed' ? 'failed' : 'quiet',
        text: `Alert ${event.delivery.outcome} (${event.delivery.by})${event.delivery.reason === null ? '' : `: ${event.delivery.reason}`}`,
      };
    case 'notice.acknowledged':
      return {
        group: 'people',
        tone: 'quiet',
        text: `${event.actor} acknowledged the alert${event.note === null ? '' : `: ${event.note}`}`,
      };
    case 'command.requested':
      return {
        group: 'people',
        tone: 'quiet',
        text: `${personOf(event.actor)} asked to ${commandWords(event.command)}${event.note === null ? '' : `: ${event.note}`}`,
      };
    case 'command.ended':
      return {
        group: 'people',
        tone: event.outcome === 'accepted' ? 'succeeded' : 'failed',
        text: `${sentenceCase(commandWords(event.command))}: ${event.outcome}. ${event.message}`,
      };
    case 'command.outcome':
      return {
        group: 'people',
        tone: event.outcome === 'seen' ? 'succeeded' : 'waiting',
        text: `${sentenceCase(commandWords(event.command))}: ${event.message}`,
      };
    case 'setup.began':
      return { group: 'people', tone: 'quiet', text: `${event.actor}: ${event.action === 'apply' ? 'set-up' : 'removal'} began` };
    case 'setup.stepped':
      return {
        group: 'people',
        tone: event.outcome === 'failed' ? 'failed' : 'quiet',
        text: `${event.title}: ${event.outcome}. ${event.message}`,
      };
    case 'setup.ended':
      return { group: 'people', tone: event.outcome === 'complete' ? 'succeeded' : 'failed', text: event.message };
    case 'setup.verified':
      return { group: 'people', tone: event.outcome === 'works' ? 'succeeded' : 'failed', text: event.message };
    case 'logs.pattern':
      return {
        group: 'sources',
        tone: 'waiting',
        text: `${event.why === 'new' ? 'New kind of error line' : 'Many error lines'} in ${lastPart(event.logGroup)} (${event.count}×): ${event.sample}`,
      };
    case 'settings.changed':
    case 'boards.changed':
    case 'token.made':
    case 'token.revoked':
    case 'context.changed':
      return { group: 'people', tone: 'quiet', text: `${event.actor}: ${event.type.replace('.', ' ')}` };
    case 'access.refused':
      return { group: 'people', tone: 'failed', text: `Access refused: ${event.reason}` };
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
            ? 'The console began to watch'
            : `The console watches again after ${formatDuration(event.awaySeconds * 1000)}`,
      };
    case 'session.stopped':
      return { group, tone: 'quiet', text: `The console stopped watching: ${event.reason}` };
    case 'session.woke':
      return { group, tone: 'quiet', text: `The computer slept for ${formatDuration(event.asleepSeconds * 1000)}` };
    case 'clock.changed':
      return { group, tone: 'waiting', text: `The clock jumped by ${event.jumpSeconds} s` };
    case 'database.set-aside':
      return { group, tone: 'failed', text: `The database was set aside as ${event.file}: ${event.reason}` };
    case 'context.opened':
      return { group, tone: 'quiet', text: `Watching ${event.context.name}` };
    case 'source.failed':
      return { group, tone: 'failed', text: `${event.source} failed: ${event.error.message}` };
    case 'source.recovered':
      return { group, tone: 'succeeded', text: `${event.source} answers again` };
    case 'queue.created':
      return { group, tone: 'quiet', text: 'Own queue created' };
    case 'queue.lost':
      return { group, tone: 'failed', text: `Own queue lost: ${event.reason}` };
    default:
      return unreachable(event);
  }
}

type RawEvent = Extract<ConsoleEvent, { type: `${string}.observed` | `${string}.gone` | `message.${string}` }>;

function rawWords(event: RawEvent): EventWords {
  const group = 'raw';
  const tone: Tone = 'quiet';
  switch (event.type) {
    case 'execution-item.observed':
      return { group, tone, text: `Execution item: ${event.item.status}` };
    case 'run.observed':
      return { group, tone, text: `Step Functions run: ${event.run.status}` };
    case 'run-steps.observed':
      return { group, tone, text: `Run history: ${event.steps.map((step) => step.stateName ?? step.type).join(', ')}` };
    case 'plan.observed':
      return { group, tone, text: `Plan ${event.plan.planName}` };
    case 'plan.gone':
      return { group, tone, text: `Plan ${event.planId} is gone` };
    case 'group.observed':
      return { group, tone, text: `Protection group ${event.group.groupName}` };
    case 'job.observed':
      return { group, tone, text: `DRS job ${event.job.jobId}: ${event.job.status}` };
    case 'job-log.observed':
      return { group, tone, text: `Job log: ${event.items.map((item) => item.event).join(', ')}` };
    case 'server.observed':
      return { group, tone, text: `Source server ${event.server.name}: ${event.server.replicationState}` };
    case 'server.gone':
      return { group, tone, text: `Source server ${event.sourceServerId} is gone` };
    case 'instance.observed':
      return { group, tone, text: `Recovery instance ${event.instance.recoveryInstanceId}: ${event.instance.ec2State}` };
    case 'instance.gone':
      return { group, tone, text: `Recovery instance ${event.recoveryInstanceId} is gone` };
    case 'quota-limits.observed':
      return {
        group,
        tone,
        text: `Limits of account ${event.accountId} in ${event.region}: ${Object.keys(event.limits).length}`,
      };
    case 'message.launch-result':
      return {
        group,
        tone: event.succeeded ? 'succeeded' : 'failed',
        text: `Message: launch ${event.succeeded ? 'succeeded' : 'failed'} for ${event.sourceServerId}${originOf(event)}`,
      };
    case 'message.replication':
      return {
        group,
        tone: event.stalled ? 'failed' : 'succeeded',
        text: `Message: replication ${event.stalled ? 'stalled' : 'goes on'} for ${event.sourceServerId}${originOf(event)}`,
      };
    case 'message.run-status':
      return { group, tone, text: `Message: run ${event.run.status}${originOf(event)}` };
    case 'message.execution-mail':
      return { group, tone, text: `Message: ${event.subject}` };
    case 'message.other':
      return { group, tone, text: `Message: ${event.subject}${originOf(event)}` };
    case 'message.receipt':
      return { group, tone: event.receipt.verdict === 'failed' ? 'failed' : 'quiet', text: `Message: ${event.receipt.text}` };
    case 'message.security': {
      const { finding } = event;
      return {
        group: 'alerts',
        tone: finding.severity === 'CRITICAL' ? 'failed' : finding.severity === 'HIGH' ? 'waiting' : 'quiet',
        text: `Security: ${nameOfPrincipal(finding.who)} ${finding.errorCode === null ? 'called' : 'was refused'} ${finding.what}${finding.account === null ? '' : ` in account ${finding.account}`}`,
      };
    }
    case 'message.malformed':
      return { group, tone: 'waiting', text: `Message that could not be understood: ${event.reason}` };
    default:
      return unreachable(event);
  }
}

/** `/aws/lambda/name` → `name` */
function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Which account a message came from: one console may hear of several. */
function originOf({ account }: { readonly account?: string | null | undefined }): string {
  return account == null ? '' : ` (account ${account})`;
}

/** `executions.resume` as a person says it; what has no words here is shown as it is. */
function commandWords(command: string): string {
  switch (command) {
    case 'executions.resume':
      return 'resume';
    case 'executions.cancel':
      return 'cancel the execution';
    case 'executions.terminate':
      return 'terminate its instances';
    case 'executions.stop':
      return 'stop the open run';
    default:
      return command;
  }
}

/** `token:First token`, `os:dana`: the kind of an actor is of no interest where a person is meant. */
export function personOf(actor: string): string {
  return actor.replace(/^(token|os):/, '');
}
