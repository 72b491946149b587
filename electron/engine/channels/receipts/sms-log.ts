import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type Receipt, readSmsReceipt } from '../../../../shared/domain/notifications/receipt';
import type { AwsContext } from '../../aws/aws-context';
import { isMissing } from '../../aws/errors';

/** Pages of one log group that are read at most. */
const MOST_PAGES = 5;

/** Where SNS writes what carriers did with SMS of an account and region, once its SMS preferences ask for it (anchors 3.4). */
function groupsOf(accountId: string, region: string): readonly string[] {
  const group = `sns/${region}/${accountId}/DirectPublishToPhoneNumber`;
  return [group, `${group}/Failure`];
}

/**
 * What carriers said since a moment (epoch ms, AWS time). Null where the account keeps no such log; throws what the SDK throws.
 */
export async function readSmsLog(aws: AwsContext, sinceMs: number, signal: AbortSignal): Promise<readonly Receipt[] | null> {
  const { accountId } = await aws.identity();
  const { region } = aws.spec;
  const { logs } = await aws.telemetry({ accountId, region });
  const found = await Promise.all(groupsOf(accountId, region).map((name) => readGroup(logs, name, sinceMs, signal)));
  return found.every((lines) => lines === null) ? null : found.flatMap((lines) => lines ?? []);
}

async function readGroup(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  startTime: number,
  abortSignal: AbortSignal,
): Promise<Receipt[] | null> {
  const receipts: Receipt[] = [];
  let token: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = { logGroupName, startTime, ...(token === undefined ? {} : { nextToken: token }) };
      const { events = [], nextToken } = await logs.send(new FilterLogEventsCommand(asked), { abortSignal });
      for (const { message = '' } of events) {
        const receipt = readSmsReceipt(parsed(message));
        if (receipt !== null) receipts.push(receipt);
      }
      if (nextToken === undefined) break;
      token = nextToken;
    }
    return receipts;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
