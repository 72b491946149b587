import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { aFolder } from '../testing/a-folder';
import { aVictim } from '../testing/a-victim';
import { anOutbox } from './testing/an-outbox';
import { VICTIM_MESSAGES } from './testing/outbox-victim';

const victim = aVictim('electron/engine/outbox/testing/outbox-victim.ts', 'notifyUntilKilled');
beforeAll(victim.build, 60_000);

/** Runs the victim, kills it at the line given (never where null), and answers whether it had ended by itself. */
async function run(dataDir: string, heard: string, killAtLine: number | null): Promise<boolean> {
  const { lines, errors } = await victim.run([dataDir, heard], (_, count) => count === killAtLine);
  expect(errors).toBe('');
  return lines.includes('ended');
}

test('after kill -9 at any point everything is sent, and repeated only where nobody could know', async () => {
  const dataDir = aFolder();
  const heard = join(dataDir, 'heard');
  let kills = 0;
  for (const line of [2, 5, 9, 3, 14, 6]) if (!(await run(dataDir, heard, line))) kills += 1;
  expect(await run(dataDir, heard, null)).toBe(true);
  expect(kills).toBeGreaterThanOrEqual(4);

  const times = new Map<string, number>();
  if (!existsSync(heard)) throw new Error('nothing was heard');
  for (const id of readFileSync(heard, 'utf8').trim().split('\n')) times.set(id, (times.get(id) ?? 0) + 1);
  const { outbox, journal } = anOutbox({ dataDir, isStarted: false });
  for (let number = 0; number < VICTIM_MESSAGES; number += 1)
    for (const to of ['hook', 'mail']) {
      const end = outbox.get(`dlv-e${number}-${to}-0`);
      const count = times.get(`dlv-e${number}-${to}-0`) ?? 0;
      if (end === null) throw new Error(`e${number} to ${to} was lost`);
      const unknown = end.attemptLog.filter(({ outcome }) => outcome === 'ambiguous').length;
      expect(['accepted', 'failed']).toContain(end.state);
      if (end.state === 'accepted') expect(count).toBeGreaterThanOrEqual(1);
      if (end.state === 'failed') expect({ to, unknown }).toEqual({ to: 'mail', unknown: 2 });
      expect(count).toBeLessThanOrEqual(1 + unknown);
      if (to === 'mail') expect(count).toBeLessThanOrEqual(2);
      if (count > 1 && to === 'mail') expect(end.mayBeRepeat || end.state === 'failed').toBe(true);
    }
  journal.close();
}, 120_000);
