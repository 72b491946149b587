import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Instant, instantOf } from '../../../../../shared/domain/primitives';
import { createScheduler } from '../../../aws/budget';
import { createEngine } from '../../../engine';
import type { Engine } from '../../../engine-api';
import type { Clock, Ids, Secrets, Wall } from '../../../ports';
import { fakePorts } from '../../../testing/fakes';

const THINGS = [
  'Tablespace is full',
  'Certificate has run out',
  'Backup failed',
  'Door stands open',
  'Mail is refused',
  'Batch hangs',
  'Cooling is off',
  'Licence ended',
  'Printer is stuck',
  'Index is corrupt',
] as const;

/** What breaks in one life: different things, so that most are incidents of their own. */
function casesOf(run: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = run * count + index;
    return `${THINGS[number % THINGS.length] ?? ''} in room ${number + 1}`;
  });
}

/** Engine seconds to a second of the wall: a step's minute takes five. */
export const SPEED = 12;
/** Engine milliseconds between two cases. */
const APART_MS = 5_000;

/**
 * A console in which `count` things break, one after another, and nobody answers. It says a line whenever it has recorded something, and
 * now and then, and ends
 * when every incident has asked all three and everything was sent. Started by `alerting/on-call/kill.test.ts`.
 */
export async function escalateUntilKilled(
  dataDir: string,
  run: number,
  origin: string,
  startMs: number,
  count: number,
  say: (line: string) => void,
): Promise<void> {
  const clock = aClock(startMs);
  const cases = casesOf(run, count);
  const bornMs = clock.nowMs();
  const created = await createEngine(
    { ...fakePorts(), clock, wall, ids: idsOf(run), secrets: secretsIn(dataDir) },
    {
      host: 'headless',
      version: '0.0.0-test',
      dataDir,
      contexts: [],
      rehearsal: null,
      featureOverrides: {},
      platform: { project: 'aws-drs-orchestration', environment: 'dev' },
      warnings: [],
    },
    { startSources: () => noSources },
  );
  if (!created.ok) throw new Error(created.error.message);
  const engine = created.value;
  say(`alive ${clock.nowMs()}`);
  engine.onView(() => say(`at ${clock.nowMs()}`));
  await settings(engine, origin);
  while (!isOver(engine, cases)) {
    const due = cases.filter((title, index) => clock.nowMs() >= bornMs + index * APART_MS && !isKnown(engine, title));
    for (const title of due) breaks(engine, title, clock.now());
    await sleep(20);
    say(`at ${clock.nowMs()}`);
  }
  await engine.stop('test ended');
  say('ended');
}

async function settings(engine: Engine, origin: string): Promise<void> {
  const { store } = engine.inside.onCall;
  if (store.current().people.length > 0) return;
  const names = ['ada', 'ben', 'cleo'];
  await store.replace(
    {
      people: names.map((id) => ({
        id,
        name: id,
        methods: [{ id: 'w', channel: { Type: 'WEBHOOK', Configuration: { WebhookUrl: `${origin}/${id}` } } }],
      })),
      policies: [
        {
          id: 'p',
          name: 'All',
          steps: names.map((personId, index) => ({ delayMinutes: Math.min(index, 1), targets: [{ kind: 'person', personId }] })),
        },
      ],
    },
    null,
    { id: 'test', role: 'admin', host: 'headless' },
  );
}

function isKnown(engine: Engine, title: string): boolean {
  return engine.inside.notifications.isKnown(title);
}

function breaks(engine: Engine, title: string, at: Instant): void {
  engine.commit([
    {
      type: 'custom.received',
      at,
      customId: title,
      contextId: null,
      executionId: null,
      source: `probe of ${title.split(' ')[0] ?? ''}`,
      name: title,
      severity: 'HIGH',
      title,
      summary: '',
      data: { alertKey: title },
      actor: 'test',
    },
  ]);
}

function isOver(engine: Engine, cases: readonly string[]): boolean {
  const open = [...engine.inside.alerting.book.openIncidents()];
  const { queued, sending } = engine.inside.notifications.outbox.counts();
  if (!cases.every((title) => isKnown(engine, title)) || queued + sending > 0) return false;
  return open.every(({ escalation }) => escalation !== null && escalation.nextAt === null);
}

/** The one moment that this program takes from the machine. */
function wallNowMs(): number {
  return Math.round(performance.timeOrigin + performance.now());
}

const wall: Wall = {
  now: () => instantOf(wallNowMs()),
  nowMs: wallNowMs,
  monoMs: () => Math.round(performance.now()),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

/** Runs on while nobody lives: a restart finds what has become due. */
function aClock(startMs: number): Clock {
  const nowMs = () => startMs + (wallNowMs() - startMs) * SPEED;
  return {
    now: () => instantOf(nowMs()),
    nowMs,
    sleep: (ms, signal) => sleep(ms / SPEED, undefined, { signal }),
    speed: () => SPEED,
    onChange: () => () => undefined,
  };
}

function idsOf(run: number): Ids {
  let last = 0;
  const next = () => {
    last += 1;
    return `${String(run).padStart(3, '0')}${String(last).padStart(6, '0')}`;
  };
  return { next: (prefix) => `${prefix}_${next()}`, secret: (bytes) => next().padEnd(Math.ceil((bytes * 4) / 3), 'x') };
}

const Kept = z.record(z.string(), z.string());

function secretsIn(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const all = (): Record<string, string> => (existsSync(file) ? Kept.parse(JSON.parse(readFileSync(file, 'utf8'))) : {});
  return {
    warning: null,
    get: async (name) => all()[name] ?? null,
    set: async (name, value) => writeFileSync(file, JSON.stringify({ ...all(), [name]: value })),
    remove: async () => undefined,
  };
}

const noSources = {
  nudge: () => undefined,
  awsOf: () => null,
  watched: () => [],
  follow: () => undefined,
  retry: async () => undefined,
  access: () => null,
  scheduler: createScheduler({ nowMs: () => 0 }),
  stop: async () => undefined,
};
