import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { ListServiceQuotasCommand, type ServiceQuota } from '@aws-sdk/client-service-quotas';
import { quotaPlaceKey } from '../../../shared/domain/capacity/quota-use';
import { type QuotaView, watchedQuotas } from '../../../shared/domain/capacity/quotas';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { msOf } from '../../../shared/domain/primitives';
import { isEqual } from '../../../shared/lib/equal';
import type { DrsPlace } from '../aws/aws-context';
import type { TelemetryClients } from '../aws/telemetry-clients';
import { isBusy } from '../sources/activity';
import { defineSource, type Reading, type Source } from '../sources/source';
import { isHome } from './metric-source';
import type { PointStore } from './point-store';
import type { LimitsRead, QuotaBook } from './quota-book';

/** Limits hardly ever change; use does, and is sampled more often. */
const limitsMs = 3_600_000;
const sampleSeconds = { busy: 300, idle: 3_600 } as const;
/** AWS/Usage is measured every five minutes at best; this far back there is always a value. */
const usageWindowMs = 3 * 3_600_000;

/** Reads the limits of DRS, Step Functions and SNS from Service Quotas, and keeps their use over time. */
export function quotaSource(book: QuotaBook, points: PointStore): Source {
  return defineSource({
    id: 'service-quotas',
    title: 'Service quotas',
    chip: 'Quotas',
    perPlace: true,
    everySeconds: ({ view, contextId }) => (isBusy(view, contextId) ? sampleSeconds.busy : sampleSeconds.idle),
    async read(reading) {
      const { place, contextId, core } = reading;
      if (place === null) return { events: [] };
      const readAt = book.readAt(contextId, place);
      const isDue = readAt === null || msOf(reading.at) - msOf(readAt) >= limitsMs;
      const events = isDue ? newsOf(await readLimits(reading, place), reading, book) : [];
      points.record(
        book
          .views(core.view(), contextId, reading.at)
          .filter((quota) => quota.accountId === place.accountId && quota.region === place.region)
          .flatMap((quota) => samplesOf(quota, msOf(reading.at))),
      );
      return { events };
    },
  });
}

/** Keeps what was read; limits are recorded when they say something new, so that notices can be judged from the journal alone. */
function newsOf(read: LimitsRead, { core, contextId, at }: Reading, book: QuotaBook): readonly ConsoleEvent[] {
  book.put(read);
  const { place, limits, measured } = read;
  const held = core.state().quotaLimits[quotaPlaceKey({ contextId, ...place })];
  if (held !== undefined && isEqual(held.limits, limits) && isEqual(held.measured, measured)) return [];
  return [{ type: 'quota-limits.observed', at, contextId, source: 'service-quotas', ...place, limits, measured }];
}

async function readLimits(reading: Reading, place: DrsPlace): Promise<LimitsRead> {
  const { aws, contextId, at, signal } = reading;
  const clients = await aws.telemetry(place);
  // Step Functions and SNS matter where the orchestrator lives; DRS wherever servers replicate to.
  const services = (await isHome(aws, place)) ? (['drs', 'states', 'sns'] as const) : (['drs'] as const);
  const limits: Record<string, { readonly limit: number; readonly adjustable: boolean }> = {};
  const metered: ServiceQuota[] = [];
  for (const service of services) {
    for (const quota of await quotasOf(clients, service, signal)) {
      const watched = watchedQuotas.find((one) => one.service === service && one.code === quota.QuotaCode);
      if (watched === undefined || quota.Value === undefined) continue;
      limits[watched.code] = { limit: quota.Value, adjustable: quota.Adjustable ?? watched.adjustable };
      if (quota.UsageMetric !== undefined) metered.push(quota);
    }
  }
  const measured = await usageOf(clients, metered, msOf(at), signal);
  const { accountId, region } = place;
  return { contextId, place: { accountId, region }, services, limits, measured, readAt: at };
}

async function quotasOf({ quotas }: TelemetryClients, ServiceCode: QuotaView['service'], abortSignal: AbortSignal) {
  const found: ServiceQuota[] = [];
  let next: string | undefined;
  do {
    const { Quotas = [], NextToken } = await quotas.send(
      new ListServiceQuotasCommand({ ServiceCode, MaxResults: 100, ...(next === undefined ? {} : { NextToken: next }) }),
      { abortSignal },
    );
    found.push(...Quotas);
    next = NextToken;
  } while (next !== undefined);
  return found;
}

/** Use of the quotas AWS itself measures, by quota code; the newest value. */
async function usageOf(
  { cloudwatch }: TelemetryClients,
  metered: readonly ServiceQuota[],
  nowMs: number,
  abortSignal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  if (metered.length === 0) return {};
  const { MetricDataResults = [] } = await cloudwatch.send(
    new GetMetricDataCommand({
      MetricDataQueries: metered.map(({ UsageMetric: usage }, index) => ({
        Id: `u${index}`,
        MetricStat: {
          Metric: {
            Namespace: usage?.MetricNamespace,
            MetricName: usage?.MetricName,
            Dimensions: Object.entries(usage?.MetricDimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
          },
          Period: 300,
          Stat: usage?.MetricStatisticRecommendation ?? 'Maximum',
        },
      })),
      StartTime: new Date(nowMs - usageWindowMs),
      EndTime: new Date(nowMs),
      ScanBy: 'TimestampDescending',
    }),
    { abortSignal },
  );
  return Object.fromEntries(
    MetricDataResults.flatMap(({ Id, Values = [] }): [string, number][] => {
      const code = metered[Number((Id ?? '').slice(1))]?.QuotaCode;
      const [newest] = Values;
      return code === undefined || newest === undefined ? [] : [[code, newest]];
    }),
  );
}

function samplesOf({ contextId, accountId, region, service, code, used, limit }: QuotaView, atMs: number) {
  const labels = { account: accountId, region, service, quota: code };
  const sample = (name: string, value: number) => ({ contextId, name, labels, points: [{ atMs, value }] });
  return [sample('QuotaLimit', limit), ...(used === null ? [] : [sample('QuotaUsed', used)])];
}
