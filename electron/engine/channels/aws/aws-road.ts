import { err, ok, type Result } from '../../../../shared/lib/result';
import type { AwsContext } from '../../aws/aws-context';
import type { SendingClients } from '../../aws/sending-clients';
import type { ChannelTools, SendOutcome } from '../channel';
import { isLoopbackUrl } from '../loopback';
import { outcome, suppressed } from '../outcome';

/** The way to AWS for one message. */
export interface AwsRoad {
  readonly aws: AwsContext;
  readonly clients: SendingClients;
}

/**
 * The account and region a message leaves through: that of the topic, of the context named, or the first one open. In a rehearsal only
 * the rehearsal's own AWS will do, whatever is configured.
 */
export function awsRoad(
  tools: ChannelTools,
  wanted: { readonly arn?: string; readonly contextId?: string },
): Result<AwsRoad, SendOutcome> {
  const aws = tools.awsFor(wanted);
  if (aws === null) {
    const place = wanted.arn === undefined ? (wanted.contextId ?? 'any account') : `${wanted.arn.split(':')[4]} (${wanted.arn})`;
    return err(
      outcome('transient', {
        reply: `No open account fits ${place}. Watch the account and region on the accounts screen, or sign in; the message waits.`,
      }),
    );
  }
  if (tools.rehearsal && !isLoopbackUrl(aws.spec.endpointUrl ?? '')) {
    return err(suppressed('a rehearsal sends nothing through a real account'));
  }
  return ok({ aws, clients: aws.sending(wanted.arn?.split(':')[3] ?? aws.spec.region) });
}
