import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { msOf } from '../../../shared/domain/primitives';
import type { AwsContext, DrsPlace } from '../aws/aws-context';
import { isBusy } from '../sources/activity';
import { defineSource, type Reading, type Source } from '../sources/source';
import { drsMetrics, labelsOf, type MetricOfThing, periodSeconds, platformMetrics, queryOf } from './metric-queries';
import type { Point, PointStore, Series } from './point-store';

/** What GetMetricData takes at once. */
const queriesPerCall = 500;
/** Which metrics exist is asked anew after this long (engine clock). */
const discoveryMs = 3_600_000;
/** At the first reading: two days, so that what is usual is known from the start, and less where that would be too much at once. */
const firstWindowMs = 48 * 3_600_000;
const leastFirstWindowMs = 3 * 3_600_000;
const mostFirstPoints = 300_000;
/** A reading after a gap looks back no further; longer ago is what other consoles have seen. */
const longestWindowMs = 24 * 3_600_000;
/** Points arrive late: each reading asks again for what may have been incomplete. */
const overlapMs = 2 * periodSeconds * 1000;
const soonSeconds = 60;

/**
 * Collects CloudWatch metrics into the point store, in batches. Every metric asked for costs, so an idle account is asked every half
 * hour only; the points are five minutes apart all the same.
 */
export function metricSource(points: PointStore): Source {
  const discovered = new Map<string, { readonly atMs: number; readonly found: readonly MetricOfThing[] }>();

  async function platformOf(reading: Reading, cloudwatch: CloudWatchClient, nowMs: number): Promise<readonly MetricOfThing[]> {
    const known = discovered.get(reading.contextId);
    if (known !== undefined && nowMs - known.atMs < discoveryMs) return known.found;
    const found = await platformMetrics(cloudwatch, reading.aws.platform.project, reading.signal);
    discovered.set(reading.contextId, { atMs: nowMs, found });
    return found;
  }

  return defineSource({
    id: 'cloudwatch-metrics',
    title: 'Metrics',
    chip: 'CW',
    perPlace: true,
    restsBecause: (core) =>
      core.settings().features['cloudwatch-metrics'] ? null : 'Collecting metrics is switched off in the settings.',
    everySeconds: ({ view, contextId }) => (isBusy(view, contextId) ? periodSeconds : 6 * periodSeconds),
    async read(reading) {
      const { place, aws, core, contextId } = reading;
      if (place === null) return { events: [] };
      const nowMs = msOf(reading.at);
      const { cloudwatch } = await aws.telemetry(place);
      const servers = Object.values(core.state().servers).filter(
        ({ contextId: owner, fact }) => owner === contextId && fact.accountId === place.accountId && fact.region === place.region,
      );
      const wanted = [
        ...drsMetrics(servers.map(({ fact }) => fact.sourceServerId)),
        ...((await isHome(aws, place)) ? await platformOf(reading, cloudwatch, nowMs) : []),
      ];
      const firstBackMs = firstBack(wanted.length);
      for (let from = 0; from < wanted.length; from += queriesPerCall) {
        points.record(await ask(cloudwatch, wanted.slice(from, from + queriesPerCall), reading, place, firstBackMs));
      }
      // At the start the servers may not have been read yet; half an hour would be long to wait for their lag.
      return servers.length === 0 && reading.since === null ? { events: [], nextSeconds: soonSeconds } : { events: [] };
    },
  });
}

/** How far the first reading of so many metrics looks back, milliseconds. */
export function firstBack(metrics: number): number {
  const affordableMs = (mostFirstPoints / Math.max(1, metrics)) * periodSeconds * 1000;
  return Math.min(firstWindowMs, Math.max(leastFirstWindowMs, affordableMs));
}

/** Whether a place is the account and region the orchestrator lives in. */
export async function isHome(aws: AwsContext, place: DrsPlace): Promise<boolean> {
  return place.region === aws.spec.region && place.accountId === (await aws.identity()).accountId;
}

async function ask(
  cloudwatch: CloudWatchClient,
  wanted: readonly MetricOfThing[],
  { contextId, at, since, signal }: Reading,
  place: DrsPlace,
  firstBackMs: number,
): Promise<Series[]> {
  const nowMs = msOf(at);
  // The clock may have been put back since the last reading: CloudWatch refuses a window that ends before it begins.
  const backMs = since === null ? firstBackMs : Math.min(longestWindowMs, Math.max(0, nowMs - msOf(since)) + overlapMs);
  const byId = new Map(wanted.map((one, index) => [`m${index}`, one]));
  const request = {
    MetricDataQueries: [...byId].map(([id, one]) => queryOf(one, id)),
    StartTime: new Date(nowMs - backMs),
    EndTime: new Date(nowMs),
  };
  const held = new Map<string, Point[]>();
  let next: string | undefined;
  do {
    const answer = await cloudwatch.send(
      new GetMetricDataCommand(next === undefined ? request : { ...request, NextToken: next }),
      { abortSignal: signal },
    );
    for (const { Id = '', Timestamps = [], Values = [] } of answer.MetricDataResults ?? []) {
      const factor = byId.get(Id)?.metric.factor ?? 1;
      const arrived = Timestamps.flatMap((moment, index): Point[] => {
        const value = Values[index];
        return value === undefined ? [] : [{ atMs: moment.getTime(), value: value * factor }];
      });
      held.set(Id, [...(held.get(Id) ?? []), ...arrived]);
    }
    next = answer.NextToken;
  } while (next !== undefined);
  return [...byId].flatMap(([id, one]): Series[] => {
    const found = held.get(id) ?? [];
    if (found.length === 0) return [];
    const labels = { account: place.accountId, region: place.region, ...labelsOf(one) };
    return [{ contextId, name: one.metric.name, labels, points: found }];
  });
}
