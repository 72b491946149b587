/** One answered call. */
export interface CallRecord {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly caller: string;
  /** `null` when it succeeded, else the error code. */
  readonly error: string | null;
}

export interface CallCount {
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly caller: string;
  readonly count: number;
  /** Error code → how often. */
  readonly errors: Readonly<Record<string, number>>;
  /** Simulated instant of the last one, ISO 8601. */
  readonly last: string;
}

export interface CallRecorder {
  record(call: CallRecord): void;
  /** Everything called since the start, most frequent first. */
  counts(): readonly CallCount[];
}

/** Counts calls by service, operation, region and caller, for `GET /_sim/calls`. `now` in epoch milliseconds. */
export function createCallRecorder(now: () => number): CallRecorder {
  const counts = new Map<string, { call: CallRecord; count: number; errors: Map<string, number>; last: number }>();
  return {
    record: (call) => {
      const key = `${call.service} ${call.operation} ${call.region} ${call.caller}`;
      const entry = counts.get(key) ?? { call, count: 0, errors: new Map<string, number>(), last: 0 };
      entry.count += 1;
      entry.last = now();
      if (call.error !== null) entry.errors.set(call.error, (entry.errors.get(call.error) ?? 0) + 1);
      counts.set(key, entry);
    },
    counts: () =>
      [...counts.values()]
        .sort((a, b) => b.count - a.count)
        .map(({ call: { service, operation, region, caller }, count, errors, last }) => ({
          service,
          operation,
          region,
          caller,
          count,
          errors: Object.fromEntries(errors),
          last: new Date(last).toISOString(),
        })),
  };
}
