import { type CloudWatchLogsClient, DescribeLogGroupsCommand, type LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsContext } from '../../aws/aws-context';
import type { Platform } from '../../aws/platform-names';

/** Pages of fifty that are read at most. */
const MOST_PAGES = 20;

/** Logs of the context's own account and region, where the orchestrator lives. */
export async function logsOf(aws: AwsContext): Promise<CloudWatchLogsClient> {
  const { accountId } = await aws.identity();
  return (await aws.telemetry({ accountId, region: aws.spec.region })).logs;
}

/** Log groups whose name contains `match`, by name; `null` for those that contain the project's name. At most a thousand. */
export async function findGroups(aws: AwsContext, match: string | null, abortSignal?: AbortSignal): Promise<LogGroup[]> {
  const logs = await logsOf(aws);
  const found: LogGroup[] = [];
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = { logGroupNamePattern: match ?? aws.platform.project, ...(next === undefined ? {} : { nextToken: next }) };
    const { logGroups = [], nextToken } = await logs.send(
      new DescribeLogGroupsCommand(asked),
      abortSignal === undefined ? {} : { abortSignal },
    );
    found.push(...logGroups);
    next = nextToken;
    if (next === undefined) break;
  }
  return found;
}

/** Names of the log groups of the orchestrator's functions. */
export async function functionGroups(aws: AwsContext, abortSignal?: AbortSignal): Promise<string[]> {
  const found = await findGroups(aws, null, abortSignal);
  return found.flatMap(({ logGroupName }) =>
    logGroupName !== undefined && isFunctionGroup(aws.platform, logGroupName) ? [logGroupName] : [],
  );
}

/** Whether a log group belongs to one of the orchestrator's functions. */
export function isFunctionGroup({ project, environment }: Platform, name: string): boolean {
  return name.startsWith(`/aws/lambda/${project}-`) && name.endsWith(`-${environment}`);
}
