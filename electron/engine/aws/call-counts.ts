import type { CallCount } from '../../../shared/contract/contexts';
import type { ContextId } from '../../../shared/domain/primitives';
import type { Clock } from '../ports';

/** What was asked of AWS, by context and operation, since each context was opened. */
export interface CallCounts {
  made(contextId: ContextId, service: string, operation: string, waitedMs: number): void;
  throttled(contextId: ContextId, service: string, operation: string): void;
  /** An answer came after `tookMs`, or `errorCode` instead. */
  answered(contextId: ContextId, service: string, operation: string, tookMs: number, errorCode: string | null): void;
  list(): readonly CallCount[];
  /** By context and service. */
  totals(): readonly ServiceTotals[];
}

/** All calls of one service since the context was opened. */
export interface ServiceTotals {
  readonly contextId: ContextId;
  readonly service: string;
  readonly calls: number;
  readonly throttled: number;
  /** By the error's code. */
  readonly errors: Readonly<Record<string, number>>;
  /** Calls whose time was taken (long polls mostly wait and are left out), and that time altogether. */
  readonly timed: number;
  readonly timedMs: number;
}

interface Counted {
  total: number;
  waited: number;
  longestWaitMs: number;
  throttled: number;
  timed: number;
  timedMs: number;
  readonly errors: Map<string, number>;
  /** Calls by ten-second step of the engine's clock, the last minute's only. */
  readonly steps: Map<number, number>;
}

const stepMs = 10_000;
const stepsKept = 6;
/** A call that went through at once may still have spent a millisecond on the way. */
const waitedFromMs = 5;
/** What mostly waits for something to happen. */
const longPolls: ReadonlySet<string> = new Set(['ReceiveMessage']);

export function createCallCounts(clock: Pick<Clock, 'nowMs'>): CallCounts {
  const counts = new Map<
    string,
    { readonly key: Pick<CallCount, 'contextId' | 'service' | 'operation'>; readonly counted: Counted }
  >();
  const entry = (contextId: ContextId, service: string, operation: string): Counted => {
    const name = `${contextId} ${service} ${operation}`;
    const held = counts.get(name);
    if (held !== undefined) return held.counted;
    const counted: Counted = {
      total: 0,
      waited: 0,
      longestWaitMs: 0,
      throttled: 0,
      timed: 0,
      timedMs: 0,
      errors: new Map(),
      steps: new Map(),
    };
    counts.set(name, { key: { contextId, service, operation }, counted });
    return counted;
  };
  const forgetOld = ({ steps }: Counted): void => {
    const oldest = Math.floor(clock.nowMs() / stepMs) - stepsKept;
    for (const step of steps.keys()) if (step <= oldest) steps.delete(step);
  };
  return {
    made(contextId, service, operation, waitedMs) {
      const counted = entry(contextId, service, operation);
      const step = Math.floor(clock.nowMs() / stepMs);
      counted.total += 1;
      counted.steps.set(step, (counted.steps.get(step) ?? 0) + 1);
      if (counted.steps.size > stepsKept) forgetOld(counted);
      if (waitedMs < waitedFromMs) return;
      counted.waited += 1;
      counted.longestWaitMs = Math.max(counted.longestWaitMs, Math.round(waitedMs));
    },
    throttled(contextId, service, operation) {
      entry(contextId, service, operation).throttled += 1;
    },
    answered(contextId, service, operation, tookMs, errorCode) {
      const counted = entry(contextId, service, operation);
      if (errorCode !== null) counted.errors.set(errorCode, (counted.errors.get(errorCode) ?? 0) + 1);
      if (longPolls.has(operation)) return;
      counted.timed += 1;
      counted.timedMs += tookMs;
    },
    totals() {
      const found = new Map<string, ServiceTotals>();
      for (const { key, counted } of counts.values()) {
        const { contextId, service } = key;
        const held = found.get(`${contextId} ${service}`);
        const errors = { ...held?.errors };
        for (const [code, count] of counted.errors) errors[code] = (errors[code] ?? 0) + count;
        found.set(`${contextId} ${service}`, {
          contextId,
          service,
          calls: (held?.calls ?? 0) + counted.total,
          throttled: (held?.throttled ?? 0) + counted.throttled,
          errors,
          timed: (held?.timed ?? 0) + counted.timed,
          timedMs: (held?.timedMs ?? 0) + counted.timedMs,
        });
      }
      return [...found.values()];
    },
    list: () =>
      [...counts.values()].map(({ key, counted }) => {
        forgetOld(counted);
        const { total, waited, longestWaitMs, throttled } = counted;
        const lastMinute = [...counted.steps.values()].reduce((sum, count) => sum + count, 0);
        return { ...key, total, lastMinute, waited, longestWaitMs, throttled };
      }),
  };
}
