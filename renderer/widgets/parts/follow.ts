import type { Route } from '../../store/route';

const families: readonly (readonly [RegExp, Route])[] = [
  [
    /^(Execution|Recovery|Wave|Phase|DrillInstances|Runs?[A-Z]|ServersLaunched|ServersFailed|LaunchRetries)/,
    { screen: 'executions' },
  ],
  [/^(Server|Replication|Longest|SourceServers|ProtectedServers)/, { screen: 'servers', serverId: null }],
  [/^(Api|SourceAge)/, { screen: 'sources' }],
  [/^(MessagesDelivered|MessagesFailed|MessagesQueued|Delivery)/, { screen: 'notifications', tab: 'history', id: null }],
  [/^(Alerts|TimeTo)/, { screen: 'alerts' }],
  [/^Quota/, { screen: 'capacity', tab: 'limits' }],
];

/** The screen where what a metric counts can be looked at one by one. */
export function routeOfMetric(name: string): Route {
  return families.find(([pattern]) => pattern.test(name))?.[1] ?? { screen: 'capacity', tab: 'metrics' };
}
