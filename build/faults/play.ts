import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../electron/engine/engine-api';
import type { Actor } from '../../electron/engine/ports';
import { memorySecrets } from '../../electron/engine/testing/fakes';
import { loadScenario } from '../../electron/simulator/scenario/load';
import { offsetMs } from '../../electron/simulator/scenario/schema';
import { startSimulator } from '../../electron/simulator/simulator';
import { unreachable } from '../../shared/lib/unreachable';
import { consoleClock, startConsole } from './console';
import type { Labelled } from './labels';
import { type Outcome, outcomeOf } from './outcome';
import { pacedWall } from './paced-wall';
import { type Receiver, startReceiver } from './receiver';

/** Above this, what is measured in wall time (connections, retries) takes up too much of the story. */
const SPEED = 120;
/** Wall milliseconds in which a console reads everything for the first time. */
const READY_WITHIN_MS = 60_000;
/** Wall milliseconds in which the last messages of a story arrive. */
const LANDED_WITHIN_MS = 5_000;
const operator: Actor = { id: 'faults', role: 'admin', host: 'headless' };

/** Plays one labelled fault to its end in front of a console as it ships, and answers what that console made of it. */
export async function play(fault: Labelled): Promise<Outcome> {
  const scenario = loadScenario('faults', fault.name);
  if (!scenario.ok) throw new Error(scenario.error.message);
  const wall = pacedWall();
  const started = await startSimulator({
    scenario: 'faults',
    variant: fault.name,
    // What is held back has chances of its own.
    seed: `${fault.set}:${fault.name}`,
    speed: fault.speed ?? SPEED,
    held: true,
    wall,
  });
  if (!started.ok) throw new Error(started.error.message);
  const simulator = started.value;
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-faults-'));
  const receiver = await startReceiver();
  const clock = consoleClock(simulator);
  const secrets = memorySecrets();
  let engine = await startConsole(folder, simulator, clock, secrets);
  const { start } = simulator.clock();
  const reach = (time: string) => {
    const instant = start + offsetMs(scenario.value, time);
    return until(() => simulator.clock().now() >= instant, Number.POSITIVE_INFINITY);
  };
  try {
    await subscribe(engine, receiver);
    await until(() => isReady(engine), READY_WITHIN_MS);
    simulator.clock().resume();
    for (const { at, do: what, seconds = 0 } of fault.console) {
      await reach(at);
      switch (what) {
        case 'restart':
          await engine.stop('restart');
          engine = await startConsole(folder, simulator, clock, secrets);
          break;
        case 'clock-jump':
          clock.jump(seconds);
          break;
        case 'receiver-down':
          receiver.breakDown(true);
          break;
        case 'receiver-up':
          receiver.breakDown(false);
          break;
        default:
          unreachable(what);
      }
    }
    await reach(scenario.value.traceEnd);
    simulator.clock().pause();
    await until(() => hasLanded(engine), LANDED_WITHIN_MS);
    return outcomeOf(engine, receiver.heard);
  } finally {
    await engine.stop('played');
    await simulator.stop();
    wall.stop();
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function subscribe(engine: Engine, { everything, incidents }: Receiver): Promise<void> {
  const webhook = (name: string, url: string) => ({
    NotificationId: `notif-${name}`,
    Name: name,
    Channels: [{ Type: 'WEBHOOK', Configuration: { WebhookUrl: url } }],
  });
  const settings = {
    Notifications: [
      webhook('everything', everything),
      { ...webhook('incidents', incidents), Filters: { EventTypes: ['incident.*'] } },
    ],
  };
  const written = await engine.inside.notifications.replace(settings, null, operator);
  if (!written.ok) throw new Error(`${written.error.field}: ${written.error.message}`);
}

function isReady(engine: Engine): boolean {
  const sources = Object.values(engine.view().sources);
  return sources.length > 0 && sources.every(({ state }) => state !== 'starting');
}

function hasLanded(engine: Engine): boolean {
  const { queued, sending } = engine.inside.notifications.outbox.counts();
  return queued + sending === 0;
}

async function until(isTrue: () => boolean, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (!isTrue() && performance.now() < end) await sleep(2);
}
