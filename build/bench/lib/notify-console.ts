import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createEngine } from '../../../electron/engine/engine';
import type { Engine } from '../../../electron/engine/engine-api';
import type { Actor, Secrets } from '../../../electron/engine/ports';
import { fakePorts } from '../../../electron/engine/testing/fakes';
import { createIds } from '../../../electron/host/ids';
import { createWall, wallClock } from '../../../electron/host/wall';
import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Receivers } from './notify-receivers';

const operator: Actor = { id: 'bench', role: 'admin', host: 'headless' };

/** A whole console that watches nothing and notifies through five channels; the same again in the same folder. */
export async function startConsole(dataDir: string, receivers: Pick<Receivers, 'urls' | 'smtpPort'>): Promise<Engine> {
  mkdirSync(dataDir, { recursive: true });
  const wall = createWall({ epochMs: () => Date.now(), monoMs: () => performance.now(), unit: () => Math.random() });
  const created = await createEngine(
    {
      ...fakePorts(),
      ids: createIds(),
      random: { unit: () => Math.random() },
      secrets: fileSecrets(dataDir),
      wall,
      clock: wallClock(wall),
    },
    {
      host: 'headless',
      version: 'bench',
      dataDir,
      contexts: [],
      rehearsal: null,
      featureOverrides: {},
      platform: { project: 'aws-drs-orchestration', environment: 'dev' },
      warnings: [],
    },
  );
  if (!created.ok) throw new Error(created.error.message);
  const engine = created.value;
  const { notifications } = engine.inside;
  if (notifications.store.current().Notifications.length === 0) {
    const written = await notifications.replace(settings(receivers), null, operator);
    if (!written.ok) throw new Error(`${written.error.field}: ${written.error.message}`);
  }
  return engine;
}

/** No digest, and no rate but what the receivers can take: this measures what we can do, not what we are allowed to. */
function settings({ urls, smtpPort }: Pick<Receivers, 'urls' | 'smtpPort'>): unknown {
  const fast = { PerSecond: 10_000, Burst: 10_000 };
  return {
    Notifications: [
      {
        NotificationId: 'notif-bench',
        Name: 'Everything',
        Channels: [
          { Type: 'WEBHOOK', Configuration: { WebhookUrl: urls.webhook, SigningSecret: `whsec_${'c2VjcmV0'.repeat(5)}` } },
          { Type: 'SLACK', Configuration: { WebhookUrl: urls.slack } },
          { Type: 'PAGERDUTY', Configuration: { ServiceKey: 'R0UT1NGKEYR0UT1NGKEYR0UT1NGKEY00', EventsUrl: urls.pagerduty } },
          { Type: 'TEAMS', Configuration: { WebhookUrl: urls.teams } },
          { Type: 'EMAIL', Configuration: { Recipients: ['dr-team@company.example'] } },
        ],
      },
    ],
    Defaults: {
      Digest: { Enabled: false },
      Mail: { Transport: 'SMTP', From: 'console@company.example', Smtp: { Host: '127.0.0.1', Port: smtpPort } },
      RateLimits: { webhook: fast, 'slack-webhook': fast, pagerduty: fast, teams: fast, 'email-smtp': fast },
    },
  };
}

/** Events `from` to `to`, each told once however often it is tried: by whoever tells us, through the journal. */
export function emit(engine: Engine, from: number, to: number): void {
  const events = Array.from({ length: to - from }, (_, index) => benchEvent(engine, from + index));
  const recorded = engine.commit(events, operator);
  if (!recorded.ok) throw new Error(recorded.error.message);
}

export function eventName(index: number): string {
  return `bench-${String(index).padStart(6, '0')}`;
}

function benchEvent(engine: Engine, index: number): ConsoleEvent {
  const name = eventName(index);
  return {
    type: 'custom.received',
    at: engine.ports.clock.now(),
    customId: name,
    contextId: null,
    executionId: null,
    source: 'bench',
    name: 'bench.told',
    severity: 'HIGH',
    title: name,
    summary: 'Something happened that people must hear of.',
    data: { alertKey: name, index },
    actor: 'bench',
  };
}

/** Survives a kill, as a key store does. */
function fileSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const kept = new Map<string, string>(existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8'))) : []);
  const save = (): void => writeFileSync(file, JSON.stringify(Object.fromEntries(kept)), { mode: 0o600 });
  return {
    get: async (name) => kept.get(name) ?? null,
    set: async (name, value) => {
      kept.set(name, value);
      save();
    },
    remove: async (name) => {
      kept.delete(name);
      save();
    },
    warning: null,
  };
}
