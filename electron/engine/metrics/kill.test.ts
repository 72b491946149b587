import { beforeAll, expect, test } from 'vitest';
import { aFolder } from '../testing/a-folder';
import { aVictim } from '../testing/a-victim';
import { start } from '../testing/events';
import { counted, openCounting } from '../testing/kill-victim-metrics';
import { settle } from '../testing/manual-clock';

const victim = aVictim('electron/engine/testing/kill-victim-metrics.ts', 'countUntilKilled');
beforeAll(victim.build, 60_000);

test('after kill -9 every event of the journal counts once: neither lost nor doubled', async () => {
  const dataDir = aFolder();
  for (const groups of [4, 33, 71]) {
    expect((await victim.run([dataDir], (_, count) => count === groups)).errors).toBe('');
    const { journal, ports, points, follower } = openCounting(dataDir);
    await ports.time.advance(1_000);
    for (let turn = 0; turn < 50; turn += 1) await settle();
    const wanted = { ...counted, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
    const kept = (await points.read(wanted)).flatMap((series) => series.points.map(({ value }) => value));
    expect(kept).toEqual(Array.from({ length: journal.lastSeq() }, () => 1));
    const [whole] = await points.query({
      ...wanted,
      fromMs: Date.parse(start),
      toMs: Date.parse(start) + 86_400_000,
      stepMs: 86_400_000,
      aggregation: 'sum',
      by: [],
      lastsBecome: 'sum',
    });
    expect(whole?.points[0]?.value).toBe(journal.lastSeq());
    follower.stop();
    points.close();
    journal.close();
  }
}, 60_000);
