import type { ServiceTotals } from '../../aws/call-counts';
import type { Collector, Measured, Moment } from './collector';

/** Calls to AWS, by what was counted since the sample before. */
export function api(totals: () => readonly ServiceTotals[]): Collector {
  let before = new Map<string, ServiceTotals>();

  return {
    sampled({ atMs }: Moment) {
      const now = totals();
      const measured = now.flatMap((total) => ofService(total, before.get(keyOf(total)) ?? null, atMs));
      before = new Map(now.map((total) => [keyOf(total), total]));
      return measured;
    },
  };
}

function keyOf({ contextId, service }: ServiceTotals): string {
  return `${contextId} ${service}`;
}

function ofService(now: ServiceTotals, held: ServiceTotals | null, atMs: number): Measured[] {
  // A context that was opened anew counts from nothing.
  const before = held !== null && held.calls <= now.calls ? held : null;
  const { contextId, service } = now;
  const one = { contextId, labels: { service }, atMs };
  const timed = now.timed - (before?.timed ?? 0);
  const errors = Object.entries(now.errors).flatMap(([code, count]): Measured[] => {
    const fresh = count - (before?.errors[code] ?? 0);
    return fresh <= 0 ? [] : [{ name: 'ApiErrors', contextId, labels: { service, code }, atMs, value: fresh }];
  });
  return [
    { ...one, name: 'ApiCalls', value: now.calls - (before?.calls ?? 0) },
    { ...one, name: 'ApiThrottles', value: now.throttled - (before?.throttled ?? 0) },
    ...(errors.length > 0 ? errors : [{ ...one, name: 'ApiErrors', value: 0 }]),
    ...(timed <= 0 ? [] : [{ ...one, name: 'ApiLatency', value: (now.timedMs - (before?.timedMs ?? 0)) / timed / 1000 }]),
  ];
}
