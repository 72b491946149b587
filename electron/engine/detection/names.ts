import type { Labels } from '../../../shared/domain/metrics/labels';
import type { View } from '../../../shared/domain/view';
import type { BookedSeries } from './series-book';

/** What people call the thing a series is about: a server's name, a plan, a service with its context where there are several. */
export function nameOf(series: Pick<BookedSeries, 'labels' | 'watched' | 'contextId'>, view: NamesIn): string {
  const name = nameWithin(series, view);
  const watched = Object.values(view.contexts).filter((context) => context.watched !== false);
  const owner = view.contexts[series.contextId];
  return owner === undefined || watched.length < 2 || series.labels.server !== undefined ? name : `${name} in ${owner.name}`;
}

/** What names are looked up in. */
export type NamesIn = Pick<View, 'servers' | 'contexts'>;

function nameWithin({ labels, watched }: Pick<BookedSeries, 'labels' | 'watched'>, { servers }: NamesIn): string {
  const { server } = labels;
  if (server !== undefined) return servers[server]?.name ?? server;
  const { pattern, logGroup } = labels;
  if (pattern !== undefined) return `${logGroup ?? ''} “${pattern}”`.trim();
  const last = watched.by.at(-1);
  const value = last === undefined ? undefined : labels[last];
  if (value === undefined || value === '') return 'the console';
  return last === 'service' ? (services[value] ?? value) : value;
}

const services: Readonly<Record<string, string>> = {
  drs: 'DRS',
  sqs: 'SQS',
  sns: 'SNS',
  sfn: 'Step Functions',
  dynamodb: 'DynamoDB',
  states: 'Step Functions',
  cloudwatch: 'CloudWatch',
  monitoring: 'CloudWatch',
  servicequotas: 'Service Quotas',
  events: 'EventBridge',
  lambda: 'Lambda',
  logs: 'CloudWatch Logs',
  sts: 'STS',
};

/** What series may share with others: looked up anew only where the view has another object for it. */
export interface Shares {
  of(series: BookedSeries): Labels;
}

/** The plans of servers as the view has them now. */
export function sharesIn({ servers, plans }: Pick<View, 'servers' | 'plans'>): Shares {
  const planOf = new Map<string, { readonly plan: string; readonly wave: string }>();
  for (const { planName, waves } of Object.values(plans))
    for (const { waveNumber, waveName, serverIds } of waves)
      for (const id of serverIds)
        if (!planOf.has(id)) planOf.set(id, { plan: planName, wave: `${planName}, wave ${waveNumber + 1} ${waveName}` });

  return {
    of({ contextId, labels }) {
      const id = labels.server;
      if (id === undefined) return { context: contextId, ...labels };
      const server = servers[id];
      const place = planOf.get(id);
      const found: Record<string, string> = { context: contextId };
      if (server !== undefined) {
        found.account = server.accountId;
        found.region = server.region;
        if (server.os !== null) found.os = server.os;
        for (const tag of SHARED_TAGS) if (server.tags[tag] !== undefined) found[tag] = server.tags[tag];
      }
      return place === undefined ? found : { ...found, ...place };
    },
  };
}

/** Tags that people use to say where a server belongs. */
const SHARED_TAGS = ['subnet', 'Subnet', 'Application', 'Environment', 'Tier', 'Site', 'Location'] as const;

/** The plan a server belongs to, where it is known. */
export function planOf(serverId: string, { plans }: Pick<View, 'plans'>): string | null {
  const plan = Object.values(plans).find(({ waves }) => waves.some(({ serverIds }) => serverIds.some((id) => id === serverId)));
  return plan?.planName ?? null;
}
