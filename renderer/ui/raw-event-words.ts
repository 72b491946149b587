import type { ConsoleEvent } from '../../shared/domain/events';
import { nameOfPrincipal } from '../../shared/domain/security/security-notices';
import { unreachable } from '../../shared/lib/unreachable';
import { t } from '../language/language';
import type { EventWords } from './event-words';
import type { Tone } from './tone';

export type RawEvent = Extract<ConsoleEvent, { type: `${string}.observed` | `${string}.gone` | `message.${string}` }>;

/** What AWS said, before it meant anything, as one line. */
export function rawWords(event: RawEvent): EventWords {
  const group = 'raw';
  const tone: Tone = 'quiet';
  switch (event.type) {
    case 'execution-item.observed':
      return { group, tone, text: t('ui.raw:item', { status: event.item.status }) };
    case 'run.observed':
      return { group, tone, text: t('ui.raw:run', { status: event.run.status }) };
    case 'run-steps.observed':
      return {
        group,
        tone,
        text: t('ui.raw:runSteps', { steps: event.steps.map((step) => step.stateName ?? step.type).join(', ') }),
      };
    case 'plan.observed':
      return { group, tone, text: t('ui.raw:plan', { name: event.plan.planName }) };
    case 'plan.gone':
      return { group, tone, text: t('ui.raw:planGone', { name: event.planId }) };
    case 'group.observed':
      return { group, tone, text: t('ui.raw:group', { name: event.group.groupName }) };
    case 'job.observed':
      return { group, tone, text: t('ui.raw:job', { job: event.job.jobId, status: event.job.status }) };
    case 'job-log.observed':
      return { group, tone, text: t('ui.raw:jobLog', { events: event.items.map((item) => item.event).join(', ') }) };
    case 'server.observed':
      return { group, tone, text: t('ui.raw:server', { name: event.server.name, state: event.server.replicationState }) };
    case 'server.gone':
      return { group, tone, text: t('ui.raw:serverGone', { id: event.sourceServerId }) };
    case 'instance.observed':
      return {
        group,
        tone,
        text: t('ui.raw:instance', { id: event.instance.recoveryInstanceId, state: event.instance.ec2State }),
      };
    case 'instance.gone':
      return { group, tone, text: t('ui.raw:instanceGone', { id: event.recoveryInstanceId }) };
    case 'quota-limits.observed':
      return {
        group,
        tone,
        text: t('ui.raw:limits', { account: event.accountId, region: event.region, n: Object.keys(event.limits).length }),
      };
    case 'message.launch-result':
      return {
        group,
        tone: event.succeeded ? 'succeeded' : 'failed',
        text: t(event.succeeded ? 'ui.raw:launched' : 'ui.raw:launchFailed', {
          server: event.sourceServerId,
          origin: originOf(event),
        }),
      };
    case 'message.replication':
      return {
        group,
        tone: event.stalled ? 'failed' : 'succeeded',
        text: t(event.stalled ? 'ui.raw:stalled' : 'ui.raw:goesOn', { server: event.sourceServerId, origin: originOf(event) }),
      };
    case 'message.run-status':
      return { group, tone, text: t('ui.raw:runStatus', { status: event.run.status, origin: originOf(event) }) };
    case 'message.execution-mail':
      return { group, tone, text: t('ui.raw:message', { subject: event.subject }) };
    case 'message.other':
      return { group, tone, text: t('ui.raw:message', { subject: `${event.subject}${originOf(event)}` }) };
    case 'message.receipt':
      return {
        group,
        tone: event.receipt.verdict === 'failed' ? 'failed' : 'quiet',
        text: t('ui.raw:message', { subject: event.receipt.text }),
      };
    case 'message.security': {
      const { finding } = event;
      return {
        group: 'alerts',
        tone: finding.severity === 'CRITICAL' ? 'failed' : finding.severity === 'HIGH' ? 'waiting' : 'quiet',
        text: securityWords(event),
      };
    }
    case 'message.malformed':
      return { group, tone: 'waiting', text: t('ui.raw:malformed', { reason: event.reason }) };
    default:
      return unreachable(event);
  }
}

function securityWords({ finding }: Extract<RawEvent, { type: 'message.security' }>): string {
  const what = { who: nameOfPrincipal(finding.who), what: finding.what };
  const text = finding.errorCode === null ? t('ui.raw:called', what) : t('ui.raw:refused', what);
  return finding.account === null ? text : t('ui.raw:inAccount', { text, account: finding.account });
}

/** Which account a message came from: one console may hear of several. */
function originOf({ account }: { readonly account?: string | null | undefined }): string {
  return account == null ? '' : t('ui.origin', { account });
}
