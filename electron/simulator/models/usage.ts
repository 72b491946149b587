import type { Metrics, Place } from './metrics';
import type { TopicStore } from './topics';

type Count = readonly [resource: string, count: (topics: TopicStore, place: Place) => number];

const COUNTS: readonly Count[] = [
  ['ApproximateNumberOfTopics', (topics, { account, region }) => topics.list(account, region).length],
  [
    'ApproximateNumberOfPendingSubscriptions',
    (topics, { account, region }) => topics.subscriptions(account, region).filter(({ confirmed }) => !confirmed).length,
  ],
  [
    'ApproximateNumberOfFilterPolicies',
    (topics, { account, region }) =>
      topics.subscriptions(account, region).filter(({ attributes }) => attributes.has('FilterPolicy')).length,
  ],
];

/** Use of resources with a quota, as CloudWatch has it in `AWS/Usage`. Only as it is now: AWS keeps the past, this world does not. */
export function measureUsage(metrics: Metrics, topics: TopicStore): void {
  metrics.provide({
    namespace: 'AWS/Usage',
    covers: ({ account, region }) => topics.list(account, region).length > 0,
    list: () =>
      COUNTS.map(([resource]) => ({
        namespace: 'AWS/Usage',
        name: 'ResourceCount',
        dimensions: { Class: 'None', Resource: resource, Service: 'SNS', Type: 'Resource' },
      })),
    read: ({ dimensions }, _at, place) =>
      COUNTS.find(([resource]) => resource === dimensions.Resource)?.[1](topics, place) ?? null,
  });
}
