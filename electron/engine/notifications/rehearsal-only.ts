import type { Carrier } from '../../../shared/domain/notifications/delivery';
import { unreachable } from '../../../shared/lib/unreachable';
import type { ChannelTools } from '../channels/channel';
import { isLoopbackHost, isLoopbackUrl } from '../channels/loopback';
import type { Revealed } from '../outbox/outbox-api';

interface Sending {
  readonly carrier: Carrier;
  readonly destination: string;
}

/** The accounts of a rehearsal. */
export interface RehearsalAws extends Pick<ChannelTools, 'awsFor'> {
  /** Every context is open and its account known: what fits none now fits none later. */
  isComplete(): boolean;
}

/**
 * Why a message must not leave in a rehearsal, or null where it goes to a receiver on this machine: then it is practice. Whatever is
 * configured, nobody outside is paged by a drill for practice.
 */
export function keptInRehearsal(
  { carrier, destination }: Sending,
  { configuration, mail }: Pick<Revealed, 'configuration' | 'mail'>,
  { awsFor, isComplete }: RehearsalAws,
): string | null {
  switch (carrier) {
    case 'webhook':
    case 'slack-webhook':
    case 'teams':
      return unlessLoopback(configuration.WebhookUrl);
    case 'slack-bot':
      return unlessLoopback(configuration.ApiUrl);
    case 'pagerduty':
      return unlessLoopback(configuration.EventsUrl);
    case 'servicenow':
      return unlessLoopback(configuration.InstanceUrl);
    case 'jira':
      return unlessLoopback(configuration.SiteUrl);
    case 'email-smtp':
      return isLoopbackHost(mail.Smtp?.Host ?? '') ? null : KEPT;
    case 'email-ses':
      return unlessSimulated(isComplete, awsFor(contextWanted(mail.Ses?.ContextId)));
    case 'sms':
      return unlessSimulated(isComplete, awsFor(contextWanted(configuration.ContextId)));
    case 'email-sns':
    case 'sns':
      return unlessSimulated(isComplete, awsFor({ arn: destination }));
    case 'desktop':
      return null;
    default:
      return unreachable(carrier);
  }
}

const KEPT = 'This is a rehearsal, and the receiver is not on this machine: the message is kept here and was not sent.';

function unlessLoopback(url: unknown): string | null {
  return typeof url === 'string' && isLoopbackUrl(url) ? null : KEPT;
}

/** Only the simulator's own accounts are open in a rehearsal. While they are being opened, the carrier waits. */
function unlessSimulated(isComplete: () => boolean, aws: ReturnType<ChannelTools['awsFor']>): string | null {
  if (aws === null) return isComplete() ? KEPT : null;
  return aws.spec.endpointUrl !== null && isLoopbackUrl(aws.spec.endpointUrl) ? null : KEPT;
}

function contextWanted(contextId: unknown): { readonly contextId?: string } {
  return typeof contextId === 'string' ? { contextId } : {};
}
