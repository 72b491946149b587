import { seededChance } from '../../chance';
import { createClock, type SimulatedClock } from '../../clock';
import { createFaultSwitches } from '../../scenario/faults';
import { loadScenario } from '../../scenario/load';
import { mergePatch } from '../../scenario/merge-patch';
import { offsetMs, Scenario } from '../../scenario/schema';
import { type Operator, type Played, playScript } from '../../scenario/script';
import type { Item } from '../../world';
import type { PlatformCall } from '../context';
import { fromItem, type PlainObject } from '../marshal';
import { createPlatform, type Platform } from '../platform';

export interface Mailed {
  readonly at: number;
  readonly topic: string;
  readonly subject: string | undefined;
  readonly message: string;
  readonly eventType: string | undefined;
}
export interface Put {
  readonly at: number;
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: PlainObject;
}

export interface Rehearsal {
  readonly scenario: Scenario;
  readonly clock: SimulatedClock;
  readonly platform: Platform;
  readonly mails: readonly Mailed[];
  readonly events: readonly Put[];
  readonly played: readonly Played[];
  readonly calls: readonly PlatformCall[];
  /** Moves to a time of the trace. */
  until(traceTime: string): void;
  /** The trace time of an instant, `HH:MM:SS.mmm`. */
  traceTime(instant: number): string;
  execution(id: string): PlainObject;
  row(suffix: string, key: Item): PlainObject | null;
}

const START = Date.UTC(2026, 2, 14, 9, 0, 0);

/** The platform in a cloud of plain maps, driven by hand: for tests that need no wire. */
export function aRehearsal(
  options: {
    scenario?: string;
    variant?: string;
    /** Changes to the scenario, as a variant makes them. */
    patch?: unknown;
    seed?: number;
    operator?: Operator;
    faults?: Readonly<Record<string, boolean>>;
  } = {},
): Rehearsal {
  const loaded = loadScenario(options.scenario ?? 'payroll-drill', options.variant);
  if (!loaded.ok) throw new Error(loaded.error.message);
  const scenario = Scenario.parse(mergePatch(loaded.value, options.patch ?? {}));
  const start = Date.UTC(2026, 2, 14) + offsetMs({ traceStart: '00:00:00' }, scenario.traceStart);
  const clock = createClock({ start: scenario.name === 'payroll-drill' ? start : START, speed: 1 });
  const tables = new Map<string, Map<string, Item>>();
  const keys = new Map<string, string[]>();
  const mails: Mailed[] = [];
  const events: Put[] = [];
  const calls: PlatformCall[] = [];
  const idOf = (name: string, item: Item) => JSON.stringify(keys.get(name)?.map((key) => item[key]));
  const platform = createPlatform(scenario, {
    time: clock,
    chance: (part) => seededChance(`${options.seed ?? 1}:${part}`),
    faults: createFaultSwitches({ ...scenario.faults, ...options.faults }),
    functions: { register: () => undefined },
    record: (call) => calls.push(call),
    invoked: () => undefined,
    topics: {
      create: (account, region, name) => `arn:aws:sns:${region}:${account}:${name}`,
      publish({ topicArn, subject, message, attributes }) {
        mails.push({
          at: clock.now(),
          topic: topicArn.split(':').at(-1) ?? '',
          subject,
          message,
          eventType: attributes?.eventType?.StringValue,
        });
        return 'message';
      },
    },
    buses: {
      put({ account, source, detailType, resources, detail }) {
        events.push({
          at: clock.now(),
          bus: account,
          source,
          detailType,
          resources,
          detail: JSON.parse(JSON.stringify(detail)),
        });
        return 'event';
      },
    },
    tables: {
      create({ name, hash, range }) {
        tables.set(name, new Map());
        keys.set(name, range === undefined ? [hash] : [hash, range]);
      },
      put: (_account, _region, name, item) => void tables.get(name)?.set(idOf(name, item), item),
      get: (_account, _region, name, key) => tables.get(name)?.get(idOf(name, key)) ?? null,
      remove: (_account, _region, name, key) => void tables.get(name)?.delete(idOf(name, key)),
    },
  });
  const played = playScript(scenario, platform, clock, options.operator ?? 'script');
  const midnight = clock.start - offsetMs({ traceStart: '00:00:00' }, scenario.traceStart);
  const row = (suffix: string, key: Item) => {
    const table = platform.context.names.table(suffix);
    const item = tables.get(table)?.get(idOf(table, key));
    return item === undefined ? null : fromItem(item);
  };
  return {
    scenario,
    clock,
    platform,
    mails,
    events,
    played,
    calls,
    until: (time) => clock.advanceTo(clock.start + offsetMs(scenario, time)),
    traceTime: (instant) => new Date(instant - midnight).toISOString().slice(11, 23),
    execution(id) {
      const planId = platform.context.executions.read(id)?.planId ?? '';
      return row('execution-history', { executionId: { S: id }, planId: { S: planId } }) ?? {};
    },
    row,
  };
}
