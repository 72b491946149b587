import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListSubscriptionsCommand } from '@aws-sdk/client-sns';
import type { Unread } from '../../../shared/domain/setup/discovered';
import type { Resource, Seen } from '../../../shared/domain/setup/resource';
import {
  decide,
  type Home,
  permissionOf,
  queueOf,
  statementPrefix,
  subscriptionOf,
  wantedOf,
} from '../../../shared/domain/setup/wanted';
import type { Place } from '../../../shared/domain/setup/wishes';
import type { Site } from './driver';
import { look } from './drivers';
import { statementsOf } from './forwarding-drivers';

/** What carries the mark of an installation, and what could not be looked at. */
export interface Ours {
  readonly resources: readonly Resource[];
  readonly unread: Unread[];
}

export interface OursOptions {
  readonly home: Home;
  /** Places that may forward to us. */
  readonly places: readonly Place[];
  readonly siteOf: (place: Place) => Promise<Site>;
  readonly explain: (error: unknown) => Unread;
  /** What has been looked at just now, by id: it is not asked for again. */
  readonly seen?: ReadonlyMap<string, Seen>;
}

/** Lists everything of an installation, wished for or not: what is removed is never guessed from what was once planned. */
export async function listOurs({ home, places, siteOf, explain, seen: known }: OursOptions): Promise<Ours> {
  const site = await siteOf(home);
  const listings = await Promise.all([
    attempt(() => queues(home), explain),
    attempt(() => rulesNamed(home, site), explain),
    attempt(() => subscriptionsTo(home, site), explain),
    attempt(() => permissions(home, site), explain),
    ...places.map((place) => attempt(async () => forwardersIn(home, place), explain)),
  ]);
  const candidates = unique(listings.flatMap(({ resources }) => resources));
  const checked = await Promise.all(
    candidates.map((resource) =>
      attempt(async () => {
        const seen = known?.get(resource.id) ?? (await look(resource, await siteOf(resource)));
        return seen.kind === 'present' && seen.ours ? [resource] : [];
      }, explain),
    ),
  );
  return {
    resources: checked.flatMap(({ resources }) => resources),
    unread: [...listings, ...checked].flatMap(({ unread }) => unread),
  };
}

async function attempt(list: () => Promise<readonly Resource[]>, explain: OursOptions['explain']): Promise<Ours> {
  try {
    return { resources: await list(), unread: [] };
  } catch (error) {
    return { resources: [], unread: [explain(error)] };
  }
}

/** Queues are found by name, since there are only two. */
async function queues(home: Home): Promise<readonly Resource[]> {
  return [
    queueOf(home, `${home.queueName}-dlq`, 'Queue for messages that could not be handled'),
    queueOf(home, home.queueName, 'Queue of this console'),
  ];
}

async function rulesNamed(home: Home, { clients }: Site): Promise<readonly Resource[]> {
  const rules: Resource[] = [];
  let NextToken: string | undefined;
  do {
    const page = await clients.events.send(
      new ListRulesCommand({ NamePrefix: `${home.queueName}-`, ...(NextToken === undefined ? {} : { NextToken }) }),
    );
    for (const { Name, Arn } of page.Rules ?? []) {
      if (Name !== undefined && Arn !== undefined) rules.push(ruleFound(Name, Arn, home));
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return rules;
}

function ruleFound(name: string, arn: string, { accountId, region }: Place): Resource {
  const settings = { pattern: '', state: '', target: '', targetRole: '' };
  return { kind: 'rule', id: arn, arn, title: `Rule ${name}`, name, accountId, region, settings };
}

async function subscriptionsTo(home: Home, { clients }: Site): Promise<readonly Resource[]> {
  const queueArn = queueOf(home, home.queueName, '').arn;
  const found: Resource[] = [];
  let NextToken: string | undefined;
  do {
    const page = await clients.sns.send(new ListSubscriptionsCommand(NextToken === undefined ? {} : { NextToken }));
    for (const { TopicArn, Endpoint } of page.Subscriptions ?? []) {
      if (Endpoint === queueArn && TopicArn !== undefined)
        found.push(subscriptionOf(home, { arn: TopicArn, filterPolicy: '' }, queueArn));
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined && NextToken !== '');
  return found;
}

async function permissions(home: Home, site: Site): Promise<readonly Resource[]> {
  const prefix = statementPrefix(home);
  return (await statementsOf(site)).flatMap(({ Sid }) =>
    Sid?.startsWith(prefix) === true ? [permissionOf(home, Sid.slice(prefix.length))] : [],
  );
}

/** The role and the rule that a place would forward with, by name. */
function forwardersIn(home: Home, place: Place): readonly Resource[] {
  const only = { topics: [], stateMachines: [], drs: false, security: false, alarms: false };
  const decided = decide({ ...only, forwardFrom: [place] }, { topics: [], stateMachines: [], places: [] });
  return wantedOf(decided, home).filter(({ kind, name }) => kind === 'role' || name.endsWith('-forward'));
}

function unique(resources: readonly Resource[]): readonly Resource[] {
  return [...new Map(resources.map((resource) => [resource.id, resource])).values()];
}
