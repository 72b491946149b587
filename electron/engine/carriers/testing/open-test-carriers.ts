import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { NotificationDefaults } from '../../../../shared/domain/notifications/defaults';
import type { ChannelTools } from '../../channels/channel';
import { type Carriers, openCarriers } from '../open-carriers';

/** A folder that goes with the test. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-carriers-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Carriers over these tools, closed with the test. */
export async function testCarriers(
  channels: ChannelTools,
  given: { readonly defaults?: unknown; readonly secrets?: Readonly<Record<string, string>>; readonly dataDir?: string } = {},
): Promise<Carriers> {
  const Defaults = NotificationDefaults.parse(given.defaults ?? {});
  const carriers = openCarriers({
    channels,
    dataDir: given.dataDir ?? (await aFolder()),
    settings: { current: () => ({ Defaults }), value: async (reference) => given.secrets?.[reference] ?? null },
  });
  onTestFinished(() => carriers.close());
  return carriers;
}
