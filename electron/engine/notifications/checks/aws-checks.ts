import { GetAccountCommand, GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { GetSMSSandboxAccountStatusCommand, GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import type { ChannelCheck } from '../../../../shared/contract/notifications';
import type { AwsContext } from '../../aws/aws-context';
import { sourceErrorOf } from '../../aws/errors';
import type { ChannelTools } from '../../channels/channel';
import { bad, good, warning } from './check';

type Tools = Pick<ChannelTools, 'awsFor' | 'ports'>;

/** Whether a topic is there and takes what we would publish. `mail`: its subscribers are people with mail. */
export async function topicChecks(topicArn: string, use: 'mail' | 'json', tools: Tools): Promise<ChannelCheck[]> {
  const aws = tools.awsFor({ arn: topicArn });
  if (aws === null)
    return [
      bad(
        'topic.account',
        'No account that is being watched has this topic.',
        'Connect the account of the topic, or name another topic.',
      ),
    ];
  return asked(aws, tools, 'topic.exists', async () => {
    const region = topicArn.split(':')[3] ?? aws.spec.region;
    const { Attributes = {} } = await aws.sending(region).sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
    return [
      good('topic.exists', 'The topic is there.'),
      ...(use === 'mail' && topicArn.endsWith('.fifo')
        ? [bad('topic.fifo', 'FIFO topics send no mail.', 'Name a standard topic.')]
        : []),
      ...(Attributes.SubscriptionsConfirmed === '0'
        ? [
            warning(
              'topic.subscriptions',
              'Nobody is subscribed to the topic.',
              'Subscribe addresses under Messages, and have them confirmed.',
            ),
          ]
        : []),
      ...keyChecks(Attributes.KmsMasterKeyId),
    ];
  });
}

function keyChecks(key: string | undefined): ChannelCheck[] {
  if (key === undefined || key === '' || key === 'alias/aws/sns') return [];
  return [
    warning(
      'topic.key',
      'The topic is encrypted with a key of your own.',
      'See that this profile may use the key: kms:GenerateDataKey and kms:Decrypt. A test proves it.',
    ),
  ];
}

/** Whether SES may send from this address, and to whom. */
export async function sesChecks(from: string | null, contextId: string | undefined, tools: Tools): Promise<ChannelCheck[]> {
  const aws = tools.awsFor(contextId === undefined ? {} : { contextId });
  if (aws === null)
    return [
      bad('ses.account', 'No account is open that could send mail.', 'Connect an account, or choose another transport for mail.'),
    ];
  if (from === null) return [];
  return asked(aws, tools, 'ses.identity', async () => {
    const { ses } = aws.sending(aws.spec.region);
    const account = await ses.send(new GetAccountCommand({}));
    return [
      await identityCheck(from, (identity) => ses.send(new GetEmailIdentityCommand({ EmailIdentity: identity }))),
      ...(account.ProductionAccessEnabled === false
        ? [
            warning(
              'ses.sandbox',
              'SES is in its sandbox there: it sends to verified addresses only.',
              'Ask AWS for production access.',
            ),
          ]
        : []),
      ...(account.SendingEnabled === false
        ? [bad('ses.paused', 'Sending is paused for this account.', 'Look at the reputation page of SES in this account.')]
        : []),
    ];
  });
}

type Ask = (identity: string) => Promise<{ readonly VerifiedForSendingStatus?: boolean | undefined }>;

/** The address itself may be verified, or its whole domain. */
async function identityCheck(from: string, ask: Ask): Promise<ChannelCheck> {
  for (const identity of [from, from.slice(from.indexOf('@') + 1)]) {
    const found = await ask(identity).catch(noIdentity);
    if (found?.VerifiedForSendingStatus === true) return good('ses.identity', `${identity} is verified in SES.`);
  }
  return bad(
    'ses.identity',
    `Neither ${from} nor its domain is verified in SES there.`,
    'Verify it in SES, in the region that sends.',
  );
}

function noIdentity(thrown: unknown): null {
  if (thrown instanceof Error && thrown.name === 'NotFoundException') return null;
  throw thrown;
}

/** Whether SMS may leave for numbers that nobody verified. */
export async function smsChecks(contextId: string | undefined, tools: Tools): Promise<ChannelCheck[]> {
  const aws = tools.awsFor(contextId === undefined ? {} : { contextId });
  if (aws === null)
    return [
      bad('sms.account', 'No account is open that could send SMS.', 'Connect an account, or name another one in ContextId.'),
    ];
  return asked(aws, tools, 'sms.sandbox', async () => {
    const { IsInSandbox } = await aws.sending(aws.spec.region).sns.send(new GetSMSSandboxAccountStatusCommand({}));
    return IsInSandbox === true
      ? [
          warning(
            'sms.sandbox',
            'SMS is in its sandbox there: it reaches verified numbers only.',
            'Ask AWS to leave the sandbox.',
          ),
        ]
      : [];
  });
}

/**
 * What AWS refuses to tell is a warning: sending may be allowed all the same, and the test shows it. A question that is not understood
 * there says nothing.
 */
async function asked(aws: AwsContext, { ports }: Tools, id: string, ask: () => Promise<ChannelCheck[]>): Promise<ChannelCheck[]> {
  try {
    return await ask();
  } catch (thrown) {
    const { profile, region } = aws.spec;
    const { code, message, next } = sourceErrorOf(thrown, { profile, region, wallNowMs: ports.wall.nowMs() });
    if (code === 'rejected') return [];
    return [code === 'not-found' ? bad(id, message, next) : warning(id, message, next)];
  }
}
