import { z } from 'zod';
import { unreachable } from '../../../shared/lib/unreachable';
import type { EventDestination, MailHouse, MailRefusal } from '../models/mail-house';
import { AwsFault, type Call, type Operation, RestReply, type RestRoute, type Service } from '../service';
import { operations } from './operation';

const bad = (message: string) => new AwsFault('BadRequestException', message);
const notFound = (message: string) => new AwsFault('NotFoundException', message, 404);
const operation = operations((field, problem) => bad(`Value at '${field}' ${problem}`));

const route = (method: string, path: string, name: string): RestRoute => ({ method, path: `/v2/email/${path}`, operation: name });
const ROUTES: readonly RestRoute[] = [
  route('POST', 'outbound-emails', 'SendEmail'),
  route('GET', 'account', 'GetAccount'),
  route('POST', 'identities', 'CreateEmailIdentity'),
  route('POST', 'list-identities', 'ListEmailIdentities'),
  route('GET', 'identities/{EmailIdentity}', 'GetEmailIdentity'),
  route('DELETE', 'identities/{EmailIdentity}', 'DeleteEmailIdentity'),
  route('POST', 'configuration-sets', 'CreateConfigurationSet'),
  route('POST', 'list-configuration-sets', 'ListConfigurationSets'),
  route('DELETE', 'configuration-sets/{ConfigurationSetName}', 'DeleteConfigurationSet'),
  route('POST', 'configuration-sets/{ConfigurationSetName}/event-destinations', 'CreateConfigurationSetEventDestination'),
  route('GET', 'configuration-sets/{ConfigurationSetName}/event-destinations', 'GetConfigurationSetEventDestinations'),
];

const Addresses = z.array(z.string()).default([]);
const SendEmail = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z.object({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses }).partial().default({}),
  Content: z.object({ Raw: z.object({ Data: z.string() }).optional(), Simple: z.unknown().optional() }),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
});
const Identity = z.object({ EmailIdentity: z.string().min(1) });
const ConfigurationSet = z.object({ ConfigurationSetName: z.string().min(1) });
const Destination = ConfigurationSet.extend({
  EventDestinationName: z.string().min(1),
  EventDestination: z.object({
    Enabled: z.boolean().default(false),
    MatchingEventTypes: z.array(z.string()).default([]),
    SnsDestination: z.object({ TopicArn: z.string() }).optional(),
  }),
});

/** Base64 of 40 MB, the most SES takes of one mail. */
const MAX_MAIL_BYTES = 40 * 1024 * 1024;
const MAX_RECIPIENTS = 50;

/** SES v2: whole mails (`Raw`), identities, and configuration sets that tell topics what became of a mail. */
export function sesv2Service(mails: MailHouse): Service {
  return {
    id: 'ses',
    signingName: 'ses',
    iamPrefix: 'ses',
    protocol: { kind: 'rest-json', routes: ROUTES },
    operations: { ...sendingOperations(mails), ...identityOperations(mails), ...configurationOperations(mails) },
  };
}

function placeOf({ caller, region }: Call) {
  return { account: caller.accountId, region };
}

function arnOf({ caller, region }: Call, resource: string): string {
  return `arn:aws:ses:${region}:${caller.accountId}:${resource}`;
}

function sendingOperations(mails: MailHouse): Readonly<Record<string, Operation>> {
  const resources = (input: z.output<typeof SendEmail>, call: Call) => [
    arnOf(call, `identity/${addressIn(input.FromEmailAddress ?? '')}`),
    ...(input.ConfigurationSetName === undefined ? [] : [arnOf(call, `configuration-set/${input.ConfigurationSetName}`)]),
  ];
  return {
    SendEmail: operation(
      SendEmail,
      (input, call) => {
        const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = input.Destination;
        const to = [...ToAddresses, ...CcAddresses, ...BccAddresses];
        if (to.length === 0) throw bad('Missing required header: To');
        if (to.length > MAX_RECIPIENTS) throw bad('Recipient count exceeds 50.');
        const data = input.Content.Raw?.Data ?? '';
        if (data === '') throw bad('Only Content.Raw is simulated.');
        if (data.length > MAX_MAIL_BYTES) throw bad('Message length is more than 41943040 bytes long.');
        const sent = mails.send({
          ...placeOf(call),
          from: addressIn(input.FromEmailAddress ?? ''),
          to,
          raw: Buffer.from(data, 'base64').toString('utf8'),
          configurationSet: input.ConfigurationSetName ?? null,
          tags: Object.fromEntries(input.EmailTags.map(({ Name, Value }) => [Name, Value])),
        });
        if (!sent.ok) throw refused(sent.error, call.region);
        return { MessageId: sent.value };
      },
      { resources, also: (input, call) => [{ action: 'ses:SendRawEmail', resources: resources(input, call), conditions: {} }] },
    ),
    GetAccount: operation(z.object({}), (_input, call) => ({
      ProductionAccessEnabled: !mails.isInSandbox(),
      SendingEnabled: !mails.isPaused(),
      EnforcementStatus: 'HEALTHY',
      SendQuota: {
        Max24HourSend: 50_000,
        MaxSendRate: 14,
        SentLast24Hours: mails.sent().filter(({ account }) => account === call.caller.accountId).length,
      },
    })),
  };
}

function identityOperations(mails: MailHouse): Readonly<Record<string, Operation>> {
  const about = {
    resources: ({ EmailIdentity }: z.output<typeof Identity>, call: Call) => [arnOf(call, `identity/${EmailIdentity}`)],
  };
  const shown = (name: string) => ({
    IdentityType: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
    VerifiedForSendingStatus: true,
  });
  return {
    CreateEmailIdentity: operation(
      Identity,
      ({ EmailIdentity }, call) => {
        mails.identities(placeOf(call)).add(EmailIdentity);
        return shown(EmailIdentity);
      },
      about,
    ),
    ListEmailIdentities: operation(z.object({}), (_input, call) => ({
      EmailIdentities: [...mails.identities(placeOf(call))].map((name) => {
        const { IdentityType } = shown(name);
        return { IdentityName: name, IdentityType, SendingEnabled: true, VerificationStatus: 'SUCCESS' };
      }),
    })),
    GetEmailIdentity: operation(
      Identity,
      ({ EmailIdentity }, call) => {
        if (!mails.isVerified(placeOf(call), EmailIdentity)) throw notFound(`Email identity ${EmailIdentity} does not exist.`);
        return { ...shown(EmailIdentity), VerificationStatus: 'SUCCESS' };
      },
      about,
    ),
    DeleteEmailIdentity: operation(
      Identity,
      ({ EmailIdentity }, call) => {
        mails.identities(placeOf(call)).delete(EmailIdentity);
        return new RestReply({});
      },
      about,
    ),
  };
}

function configurationOperations(mails: MailHouse): Readonly<Record<string, Operation>> {
  const about = {
    resources: ({ ConfigurationSetName }: z.output<typeof ConfigurationSet>, call: Call) => [
      arnOf(call, `configuration-set/${ConfigurationSetName}`),
    ],
  };
  const destinations = (name: string, call: Call): EventDestination[] => {
    const found = mails.configurationSets(placeOf(call)).get(name);
    if (found === undefined) throw notFound(`Configuration set <${name}> does not exist.`);
    return found;
  };
  return {
    CreateConfigurationSet: operation(
      ConfigurationSet,
      ({ ConfigurationSetName }, call) => {
        const sets = mails.configurationSets(placeOf(call));
        if (sets.has(ConfigurationSetName))
          throw new AwsFault('AlreadyExistsException', `Configuration set <${ConfigurationSetName}> already exists.`);
        sets.set(ConfigurationSetName, []);
        return {};
      },
      about,
    ),
    ListConfigurationSets: operation(z.object({}), (_input, call) => ({
      ConfigurationSets: [...mails.configurationSets(placeOf(call)).keys()],
    })),
    DeleteConfigurationSet: operation(
      ConfigurationSet,
      ({ ConfigurationSetName }, call) => {
        mails.configurationSets(placeOf(call)).delete(ConfigurationSetName);
        return {};
      },
      about,
    ),
    CreateConfigurationSetEventDestination: operation(
      Destination,
      ({ ConfigurationSetName, EventDestinationName, EventDestination: wanted }, call) => {
        destinations(ConfigurationSetName, call).push({
          name: EventDestinationName,
          enabled: wanted.Enabled,
          kinds: wanted.MatchingEventTypes,
          topicArn: wanted.SnsDestination?.TopicArn ?? null,
        });
        return {};
      },
      about,
    ),
    GetConfigurationSetEventDestinations: operation(
      ConfigurationSet,
      ({ ConfigurationSetName }, call) => ({
        EventDestinations: destinations(ConfigurationSetName, call).map(({ name, enabled, kinds, topicArn }) => ({
          Name: name,
          Enabled: enabled,
          MatchingEventTypes: kinds,
          ...(topicArn !== null && { SnsDestination: { TopicArn: topicArn } }),
        })),
      }),
      about,
    ),
  };
}

/** The address of `Name <address>`. */
function addressIn(text: string): string {
  return /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.trim();
}

function refused(refusal: MailRefusal, region: string): AwsFault {
  switch (refusal.why) {
    case 'paused':
      return new AwsFault('SendingPausedException', 'Email sending is paused for this account.');
    case 'rate':
      return new AwsFault('TooManyRequestsException', 'Maximum sending rate exceeded.', 429);
    case 'no-configuration-set':
      return notFound(`Configuration set <${refusal.name}> does not exist.`);
    case 'not-verified':
      return new AwsFault(
        'MessageRejected',
        `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${refusal.identities.join(', ')}`,
      );
    default:
      return unreachable(refusal);
  }
}
