import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { z } from 'zod';
import type { DeliveryLog, LoggedDelivery } from '../../../shared/contract/sns';
import { redactLine } from '../../../shared/domain/logs/redact-line';
import { type Instant, instantOf } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import { isMissing } from '../aws/errors';
import { nameOfTopic } from './topics';

const linesPerPage = 1_000;
/** Read of each of the two log groups, oldest first as the service gives them. */
const mostPages = 10;
/** Shown; all that were read are counted. */
const mostShown = 200;
const mostWords = 500;

/** What SNS writes of one delivery (aws-contracts 4.5). */
const Line = z.object({
  notification: z.object({ messageId: z.string() }),
  delivery: z.object({
    destination: z.string().default(''),
    providerResponse: z.string().default(''),
    dwellTimeMs: z.number().nullish(),
    attempts: z.number().nullish(),
    statusCode: z.number().nullish(),
  }),
  status: z.string(),
});

/** Deliveries of a topic that SNS logged in the last `hours` before `nowMs`, newest first, and counted by protocol. */
export async function readDeliveryLog(aws: AwsContext, topicArn: string, hours: number, nowMs: number): Promise<DeliveryLog> {
  const { accountId } = await aws.identity();
  const { logs } = await aws.telemetry({ accountId, region: aws.spec.region });
  const name = `sns/${aws.spec.region}/${accountId}/${nameOfTopic(topicArn)}`;
  const fromMs = nowMs - hours * 3_600_000;
  const read = await Promise.all([name, `${name}/Failure`].map((group) => readGroup(logs, group, fromMs, nowMs)));
  const all = read.flatMap(({ items }) => items).sort((one, other) => (one.at < other.at ? 1 : -1));
  return {
    from: instantOf(fromMs),
    to: instantOf(nowMs),
    items: all.slice(0, mostShown),
    protocols: byProtocol(all),
    groups: read.map(({ group, exists }) => ({ name: group, exists })),
    isCut: read.some(({ hasMore }) => hasMore),
  };
}

interface GroupRead {
  readonly group: string;
  /** False where SNS never had anything to write there: it makes the group itself. */
  readonly exists: boolean;
  readonly items: readonly LoggedDelivery[];
  readonly hasMore: boolean;
}

async function readGroup(logs: CloudWatchLogsClient, group: string, startTime: number, endTime: number): Promise<GroupRead> {
  const items: LoggedDelivery[] = [];
  let next: string | undefined;
  try {
    for (let page = 0; page < mostPages; page += 1) {
      const asked = {
        logGroupName: group,
        startTime,
        endTime,
        limit: linesPerPage,
        ...(next === undefined ? {} : { nextToken: next }),
      };
      const { events = [], nextToken } = await logs.send(new FilterLogEventsCommand(asked));
      for (const { message = '', timestamp = 0 } of events) {
        const item = deliveryOf(message, instantOf(timestamp));
        if (item !== null) items.push(item);
      }
      next = nextToken;
      if (next === undefined) break;
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
    return { group, exists: false, items: [], hasMore: false };
  }
  return { group, exists: true, items, hasMore: next !== undefined };
}

/** One line as a delivery; null where it is none. */
function deliveryOf(message: string, at: Instant): LoggedDelivery | null {
  const parsed = Line.safeParse(jsonOf(message));
  if (!parsed.success) return null;
  const { notification, delivery, status } = parsed.data;
  return {
    at,
    messageId: notification.messageId,
    protocol: protocolOf(delivery.destination),
    destination: withoutLogin(redactLine(delivery.destination)),
    succeeded: status === 'SUCCESS',
    statusCode: delivery.statusCode ?? null,
    answer: redactLine(delivery.providerResponse).slice(0, mostWords),
    attempts: delivery.attempts ?? null,
    dwellMs: delivery.dwellTimeMs ?? null,
  };
}

/** A web hook may have its name and password in its address. */
function withoutLogin(destination: string): string {
  return destination.replace(/^(https?:\/\/)[^/@]*@/, '$1');
}

/** SNS does not write the protocol; the destination shows it. */
function protocolOf(destination: string): LoggedDelivery['protocol'] {
  if (/^https?:/.test(destination)) return 'HTTP';
  const service = /^arn:[^:]+:(sqs|lambda|firehose|sns):/.exec(destination)?.[1];
  switch (service) {
    case 'sqs':
      return 'SQS';
    case 'lambda':
      return 'Lambda';
    case 'firehose':
      return 'Firehose';
    case 'sns':
      return 'Application';
    default:
      return 'other';
  }
}

function byProtocol(all: readonly LoggedDelivery[]): DeliveryLog['protocols'] {
  const protocols = [...new Set(all.map(({ protocol }) => protocol))].sort();
  return protocols.map((protocol) => {
    const of = all.filter((one) => one.protocol === protocol);
    const failures = of.filter(({ succeeded }) => !succeeded);
    const dwells = of.flatMap(({ dwellMs }) => (dwellMs === null ? [] : [dwellMs]));
    return {
      protocol,
      succeeded: of.length - failures.length,
      failed: failures.length,
      slowestMs: dwells.length === 0 ? null : Math.max(...dwells),
      // `all` has the newest first.
      lastFailure: failures[0]?.answer ?? null,
    };
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
