import { performance } from 'node:perf_hooks';
import { createEngine } from '../../../electron/engine/engine';
import type { Engine } from '../../../electron/engine/engine-api';
import type { Actor } from '../../../electron/engine/ports';
import { fakePorts } from '../../../electron/engine/testing/fakes';
import { createIds } from '../../../electron/host/ids';
import { createWall, wallClock } from '../../../electron/host/wall';
import type { ConsoleEvent } from '../../../shared/domain/events';
import { GROUPED } from './alerts-load';

export const operator: Actor = { id: 'bench', role: 'admin', host: 'headless' };

/**
 * A whole console that watches nothing, puts alerts together by their label `group`, and tells one webhook of incidents, if any. Digests
 * and rate limits are off unless it is to be as shipped.
 */
export async function startAlertConsole(
  dataDir: string,
  webhookUrl: string | null,
  limits: 'off' | 'as shipped' = 'off',
): Promise<Engine> {
  const wall = createWall({ epochMs: () => Date.now(), monoMs: () => performance.now(), unit: () => Math.random() });
  const created = await createEngine(
    { ...fakePorts(), ids: createIds(), random: { unit: () => Math.random() }, wall, clock: wallClock(wall) },
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
  const { notifications, alerting } = engine.inside;
  const grouped = await alerting.settings.replace(GROUPED, null, operator);
  if (!grouped.ok) throw new Error(grouped.error.message);
  const fast = { PerSecond: 10_000, Burst: 10_000 };
  const webhook = {
    NotificationId: 'notif-bench',
    Name: 'Incidents',
    EventFilters: { EventTypes: ['incident.*'] },
    Channels: [{ Type: 'WEBHOOK', Configuration: { WebhookUrl: webhookUrl } }],
  };
  const written = await notifications.replace(
    {
      Notifications: webhookUrl === null ? [] : [webhook],
      Defaults: limits === 'off' ? { Digest: { Enabled: false }, RateLimits: { webhook: fast } } : {},
    },
    null,
    operator,
  );
  if (!written.ok) throw new Error(`${written.error.field}: ${written.error.message}`);
  return engine;
}

export function tell(engine: Engine, events: readonly ConsoleEvent[]): void {
  const recorded = engine.commit(events, operator);
  if (!recorded.ok) throw new Error(recorded.error.message);
}
