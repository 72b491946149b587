import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { openBucketClient } from './bucket-client';
import { type ClientSetting, configOf, watch } from './clients';

/**
 * What carries messages to people, in one region of the context's own account. The SDK tries once only: whether a second attempt may
 * repeat a message is the outbox's to decide, and every attempt stands in the history.
 */
export function openSendingClients(setting: ClientSetting) {
  const sns = new SNSClient({ ...configOf('sns', setting), maxAttempts: 1 });
  sns.middlewareStack.use(watch('sns', setting));
  const ses = new SESv2Client({ ...configOf('ses', setting), maxAttempts: 1 });
  ses.middlewareStack.use(watch('ses', setting));
  return { sns, ses, s3: openBucketClient(setting) };
}
export type SendingClients = ReturnType<typeof openSendingClients>;
