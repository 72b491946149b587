import { describe, expect, test } from 'vitest';
import { createWallKeeper, type WallKeeperParts } from './wall-keeper';

/** A wall clock moved by hand, which counts what waits on it. */
function aWall() {
  let nowMs = Date.parse('2026-03-14T09:00:00.000Z');
  let next = 0;
  const waiting = new Map<number, { readonly atMs: number; readonly task: () => void }>();
  return {
    nowMs: () => nowMs,
    after(ms: number, task: () => void) {
      next += 1;
      const id = next;
      waiting.set(id, { atMs: nowMs + ms, task });
      return () => void waiting.delete(id);
    },
    waiting: () => waiting.size,
    async pass(ms: number) {
      const endMs = nowMs + ms;
      for (;;) {
        const due = [...waiting].filter(([, { atMs }]) => atMs <= endMs).sort(([, a], [, b]) => a.atMs - b.atMs)[0];
        if (due === undefined) break;
        const [id, { atMs, task }] = due;
        waiting.delete(id);
        nowMs = atMs;
        task();
        // What was answered is taken in before the next timer runs.
        for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
      }
      nowMs = endMs;
    },
  };
}

function aKeeper(change: Partial<WallKeeperParts> = {}) {
  const wall = aWall();
  let reloads = 0;
  const keeper = createWallKeeper({
    wall,
    everyMs: 30_000,
    ask: async () => undefined,
    isQuiet: () => false,
    served: async () => 'same',
    reload: () => {
      reloads += 1;
    },
    ...change,
  });
  keeper.start();
  return { wall, keeper, reloads: () => reloads };
}

const HOUR = 3_600_000;

describe('a wall', () => {
  test('shows its pages in turn, and a page chosen by hand for its whole time', async () => {
    const { wall, keeper } = aKeeper();
    keeper.setPages(3);
    const seen: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      seen.push(keeper.state().page);
      await wall.pass(30_000);
    }
    expect(seen).toEqual([0, 1, 2, 0]);
    await wall.pass(20_000);
    keeper.turn(-1);
    await wall.pass(29_000);
    expect(keeper.state().page).toBe(0);
    await wall.pass(1_000);
    expect(keeper.state().page).toBe(1);
    keeper.setPages(1);
    expect(keeper.state().page).toBe(0);
  });

  test('runs for three days without gathering timers or listeners', async () => {
    const { wall, keeper } = aKeeper();
    keeper.setPages(5);
    let heard = 0;
    const unsubscribe = keeper.subscribe(() => {
      heard += 1;
    });
    let most = 0;
    for (let hour = 0; hour < 72; hour += 1) {
      await wall.pass(HOUR);
      most = Math.max(most, wall.waiting());
    }
    expect(most).toBeLessThanOrEqual(3);
    expect(keeper.state().turns).toBe((72 * HOUR) / 30_000);
    expect(heard).toBe(keeper.state().turns);
    unsubscribe();
    await wall.pass(HOUR);
    expect(heard).toBe((72 * HOUR) / 30_000);
    keeper.stop();
    expect(wall.waiting()).toBe(0);
  });

  test('says since when the console is silent though the line seems open, and until when', async () => {
    let answers = true;
    const { wall, keeper } = aKeeper({ ask: () => (answers ? Promise.resolve() : new Promise(() => undefined)) });
    await wall.pass(60_000);
    expect(keeper.state().silentSinceMs).toBeNull();
    answers = false;
    const fromMs = wall.nowMs();
    await wall.pass(26_000);
    expect(keeper.state().silentSinceMs).toBe(fromMs + 15_000);
    await wall.pass(HOUR);
    expect(keeper.state().silentSinceMs).toBe(fromMs + 15_000);
    expect(wall.waiting()).toBeLessThanOrEqual(3);
    answers = true;
    await wall.pass(16_000);
    expect(keeper.state().silentSinceMs).toBeNull();
  });

  test('begins anew when another page is served, once', async () => {
    let now: 'same' | 'other' | null = 'same';
    const { wall, reloads } = aKeeper({ served: async () => now });
    await wall.pass(2 * HOUR);
    expect(reloads()).toBe(0);
    now = 'other';
    await wall.pass(310_000);
    expect(reloads()).toBe(1);
  });

  test('begins anew once a day, only when it is quiet and the page can be had', async () => {
    let quiet = false;
    let now: 'same' | null = null;
    const { wall, reloads } = aKeeper({ isQuiet: () => quiet, served: async () => now });
    await wall.pass(30 * HOUR);
    expect(reloads()).toBe(0);
    quiet = true;
    await wall.pass(HOUR);
    expect(reloads()).toBe(0);
    now = 'same';
    await wall.pass(20_000);
    expect(reloads()).toBe(1);
    await wall.pass(23 * HOUR);
    expect(reloads()).toBe(1);
    await wall.pass(2 * HOUR);
    expect(reloads()).toBe(2);
  });
});
