import { writeFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../../electron/engine/engine-api';
import { emit, eventName, startConsole } from './notify-console';
import type { Receivers } from './notify-receivers';
import { endOf } from './notify-tally';

/** What a console that is to be killed is told. */
export interface VictimOrder {
  readonly dataDir: string;
  readonly urls: Receivers['urls'];
  readonly smtpPort: number;
  readonly events: number;
  /** Where it writes what became of everything, once all has ended. */
  readonly endsFile: string;
}

const BATCH = 20;
/** Waiting messages above which it tells of no more. */
const MOST_WAITING = 1_500;

/** Goes on where the one before it was killed, until everything has been told of and has ended. Says so in lines. */
export async function runVictim(order: VictimOrder): Promise<void> {
  const engine = await startConsole(order.dataDir, order);
  let next = firstUnknown(engine, order.events);
  writeSync(1, `started ${next}\n`);
  while (next < order.events) {
    const to = Math.min(order.events, next + BATCH);
    if (waiting(engine) < MOST_WAITING) {
      emit(engine, next, to);
      next = to;
      writeSync(1, `told ${next}\n`);
    }
    await sleep(1);
  }
  while (waiting(engine) > 0) {
    await sleep(50);
    writeSync(1, `waiting ${waiting(engine)}\n`);
  }
  writeFileSync(order.endsFile, JSON.stringify(endsOf(engine)));
  writeSync(1, 'ended\n');
  await engine.stop('bench ended');
}

export function waiting(engine: Engine): number {
  const { queued, sending } = engine.inside.notifications.outbox.counts();
  return queued + sending;
}

/** Everything the history holds of the bench's events. */
export function endsOf(engine: Engine) {
  const ends = [];
  const { outbox } = engine.inside.notifications;
  const all = { state: null, channel: null, event: 'custom.event', execution: null, from: null, to: null, text: null };
  for (let before: number | null = null; ; ) {
    const page = outbox.list({ ...all, before, limit: 1_000 });
    ends.push(...page.map(endOf));
    const last = page.at(-1);
    if (last === undefined) return ends;
    before = last.seq;
  }
}

/** Events are told in order, each batch whole or not at all. */
function firstUnknown(engine: Engine, events: number): number {
  let [low, high] = [0, events];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (engine.inside.notifications.isKnown(eventName(middle))) low = middle + 1;
    else high = middle;
  }
  return low;
}
