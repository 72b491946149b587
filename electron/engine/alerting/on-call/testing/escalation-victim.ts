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

/** What stops at noon each day: nothing that would be one incident with another. */
export const CASES = [
  'Tablespace of payroll is full',
  'Certificate of the gateway has run out',
  'Backup of the archive failed',
  'Door of rack seven stands open',
  'Mail relay refuses messages',
  'Batch of the ledger hangs',
  'Cooling of hall two is off',
  'Licence of the broker ended',
  'Printer queue of dispatch is stuck',
  'Index of the search is corrupt',
] as const;

/** Engine seconds to a second of the wall: a step's minute takes two. */
export const SPEED = 30;
/** Engine milliseconds between two cases. */
const APART_MS = 20_000;

/**
 * A console in which one thing after another breaks and nobody answers. It says a line whenever it has recorded something, and ends
 * when every incident has asked all three and everything was sent. Started by `alerting/on-call/kill.test.ts`.
 */
export async function escalateUntilKilled(
  dataDir: string,
  run: number,
  origin: string,
  startMs: number,
  say: (line: string) => void,
): Promise<void> {
  const clock = aClock(startMs);
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
  while (!isOver(engine)) {
    const due = CASES.filter((title, index) => clock.nowMs() >= startMs + index * APART_MS && !isKnown(engine, title));
    for (const title of due) breaks(engine, title, clock.now());
    await sleep(20);
  }
  say('ended');
  await engine.stop('test ended');
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

function isOver(engine: Engine): boolean {
  const open = [...engine.inside.alerting.book.openIncidents()];
  const { queued, sending } = engine.inside.notifications.outbox.counts();
  if (!CASES.every((title) => isKnown(engine, title)) || queued + sending > 0) return false;
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
