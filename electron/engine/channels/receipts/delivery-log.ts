import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Receipt } from '../../../../shared/domain/notifications/receipt';
import type { AwsContext } from '../../aws/aws-context';
import { isMissing } from '../../aws/errors';

/** A log in which SNS keeps what became of messages (anchors 3.4, aws-contracts 4.5). */
export interface DeliveryLog {
  readonly region: string;
  /** A topic's name, or that of messages that went to a phone directly. */
  readonly name: string;
  /** Reads one line, already parsed; null where it is none. */
  readonly read: (line: unknown) => Receipt | null;
}

export const SMS_LOG = 'DirectPublishToPhoneNumber';

/** Pages of one log group that are read at most. */
const MOST_PAGES = 5;

/** What a log of the context's own account says since a moment (epoch ms, AWS time). Throws what the SDK throws. */
export async function readDeliveryLog(
  aws: AwsContext,
  { region, name, read }: DeliveryLog,
  sinceMs: number,
  signal: AbortSignal,
): Promise<readonly Receipt[]> {
  const { accountId } = await aws.identity();
  const { logs } = await aws.telemetry({ accountId, region });
  const group = `sns/${region}/${accountId}/${name}`;
  const lines = await Promise.all([group, `${group}/Failure`].map((each) => readGroup(logs, each, sinceMs, signal)));
  return lines.flat().flatMap((line) => read(parsed(line)) ?? []);
}

/** Nothing where there is no such group: SNS makes it with the first line. */
async function readGroup(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  startTime: number,
  abortSignal: AbortSignal,
): Promise<string[]> {
  const lines: string[] = [];
  let token: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = { logGroupName, startTime, ...(token === undefined ? {} : { nextToken: token }) };
      const { events = [], nextToken } = await logs.send(new FilterLogEventsCommand(asked), { abortSignal });
      for (const { message = '' } of events) lines.push(message);
      if (nextToken === undefined) break;
      token = nextToken;
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return lines;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
