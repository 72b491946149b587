import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand, ListQueueTagsCommand } from '@aws-sdk/client-sqs';
import type { ContextId } from '../../../shared/domain/primitives';
import {
  ABANDONED_AFTER_DAYS,
  type Discovered,
  type OldQueue,
  type Unread,
  unusedDays,
} from '../../../shared/domain/setup/discovered';
import { INSTALLATION_TAG, LAST_USE_TAG } from '../../../shared/domain/setup/resource';
import type { Home } from '../../../shared/domain/setup/wanted';
import type { ConsoleState } from '../../../shared/domain/state';
import type { AwsContext } from '../aws/aws-context';
import { stateMachineName } from '../aws/platform-names';
import { placesOf } from '../sources/places';
import type { Site } from './driver';

export interface DiscoverOptions {
  readonly aws: AwsContext;
  readonly site: Site;
  readonly home: Home;
  readonly state: ConsoleState;
  readonly contextId: ContextId;
  readonly explain: (error: unknown) => Unread;
}

/** Pages of a listing are followed to this many items: an account with more is picked from by name. */
const MOST_ITEMS = 2000;

/** What the account holds that the console could be connected to. Reads only; what may not be read is told beside the rest. */
export async function discover(options: DiscoverOptions): Promise<Discovered> {
  const { aws, site, home, state, contextId, explain } = options;
  const { clients } = site;
  const { project, environment } = aws.platform;
  const isOurs = (name: string) => name.startsWith(`${project}-`) && name.endsWith(`-${environment}`);
  const machine = stateMachineName(aws.platform);
  const [topics, stateMachines, tables, trails, alarms, oldQueues] = await Promise.all([
    listed(explain, async (token) => {
      const page = await clients.sns.send(new ListTopicsCommand(token === null ? {} : { NextToken: token }));
      const items = (page.Topics ?? []).flatMap(({ TopicArn: arn }) => (arn === undefined ? [] : [named(arn, isWorthHearing)]));
      return { items, next: page.NextToken };
    }),
    listed(explain, async (token) => {
      const page = await aws.sfn.send(new ListStateMachinesCommand(token === null ? {} : { nextToken: token }));
      const items = (page.stateMachines ?? []).flatMap(({ stateMachineArn: arn }) =>
        arn === undefined ? [] : [named(arn, (name) => name === machine)],
      );
      return { items, next: page.nextToken };
    }),
    listed(explain, async (token) => {
      const page = await aws.dynamodb.send(new ListTablesCommand(token === null ? {} : { ExclusiveStartTableName: token }));
      const items = (page.TableNames ?? []).map((name) => ({ name, matches: isOurs(name) }));
      return { items, next: page.LastEvaluatedTableName };
    }),
    listed(explain, async () => {
      const page = await clients.cloudtrail.send(new DescribeTrailsCommand({}));
      const items = (page.trailList ?? []).map(({ Name = '', TrailARN = '', HomeRegion = '' }) => ({
        name: Name,
        arn: TrailARN,
        homeRegion: HomeRegion,
      }));
      return { items, next: undefined };
    }),
    listed(explain, async (token) => {
      const page = await clients.cloudwatch.send(
        new DescribeAlarmsCommand({ AlarmNamePrefix: project, ...(token === null ? {} : { NextToken: token }) }),
      );
      const items = (page.MetricAlarms ?? []).map(({ AlarmName = '', StateValue = '', ActionsEnabled = false }) => ({
        name: AlarmName,
        state: StateValue,
        actionsEnabled: ActionsEnabled,
      }));
      return { items, next: page.NextToken };
    }),
    listed(explain, (token) => oldQueuesPage(token, home, site)),
  ]);
  const { accountId, region } = home;
  return {
    place: { accountId, region },
    topics,
    stateMachines,
    tables,
    drsPlaces: drsPlacesOf(state, contextId),
    trails,
    alarms,
    oldQueues,
  };

  function isWorthHearing(name: string): boolean {
    return isOurs(name) && /-(execution-notifications|drs-alerts|console-mail-events)-/.test(name);
  }
}

function named(arn: string, isMatch: (name: string) => boolean) {
  const name = arn.split(':').at(-1) ?? arn;
  return { name, arn, matches: isMatch(name) };
}

/** Follows a listing to its end; a refusal half way keeps what was read. */
async function listed<T>(
  explain: DiscoverOptions['explain'],
  read: (token: string | null) => Promise<{ readonly items: readonly T[]; readonly next: string | undefined }>,
): Promise<{ items: T[]; unread: Unread | null }> {
  const items: T[] = [];
  let token: string | null = null;
  try {
    do {
      const page: { readonly items: readonly T[]; readonly next: string | undefined } = await read(token);
      items.push(...page.items);
      token = page.next === undefined || page.next === '' ? null : page.next;
    } while (token !== null && items.length < MOST_ITEMS);
    return { items, unread: null };
  } catch (error) {
    return { items, unread: explain(error) };
  }
}

/** Where plans and groups use DRS, with the servers known there. */
function drsPlacesOf(state: ConsoleState, contextId: ContextId): Discovered['drsPlaces'] {
  const groups = Object.values(state.groups).filter((group) => group.contextId === contextId);
  return placesOf(state, contextId)
    .map(({ accountId, region }) => {
      const here = groups.filter(({ fact }) => (fact.accountId ?? accountId) === accountId && fact.region === region);
      return { accountId, region, servers: new Set(here.flatMap(({ fact }) => fact.sourceServerIds)).size };
    })
    .filter(({ servers }) => servers > 0);
}

/** Queues of other installations that nobody has used for long; those never marked are left alone. */
async function oldQueuesPage(token: string | null, home: Home, { clients, today }: Site) {
  const QueueNamePrefix = `${home.project}-console-`;
  const page = await clients.sqs.send(
    new ListQueuesCommand({ QueueNamePrefix, MaxResults: 1000, ...(token === null ? {} : { NextToken: token }) }),
  );
  const others = (page.QueueUrls ?? []).filter((url) => nameOf(url) !== home.queueName && !url.endsWith('-dlq'));
  const found = await Promise.all(
    others.map(async (url): Promise<OldQueue[]> => {
      const { Tags = {} } = await clients.sqs.send(new ListQueueTagsCommand({ QueueUrl: url }));
      const installation = Tags[INSTALLATION_TAG];
      const lastUse = Tags[LAST_USE_TAG] ?? null;
      const days = unusedDays(lastUse, today);
      if (installation === undefined || days === null || days < ABANDONED_AFTER_DAYS) return [];
      return [{ name: nameOf(url), url, installation, lastUse, unusedDays: days }];
    }),
  );
  return { items: found.flat(), next: page.NextToken };
}

function nameOf(queueUrl: string): string {
  return queueUrl.split('/').at(-1) ?? queueUrl;
}
