import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { msOf } from '../../../../shared/domain/primitives';
import { startFaultReceiver } from '../../channels/testing/fault-receiver';
import { openJournal } from '../../journal/open-journal';
import { restoreState } from '../../state/restore';
import { aFolder } from '../../testing/a-folder';
import { aVictim } from '../../testing/a-victim';
import { at } from '../../testing/events';
import { seededRandom } from '../../testing/fakes';
import { SPEED } from './testing/escalation-victim';

const KILLS = process.env.TOCSIN_LONG === '1' ? 50 : 5;
/** Things that break in each life; in the last one, which is not killed, none. */
const CASES = 2;
/** Engine milliseconds that a step may come late while the console lives: five seconds of the wall, on a machine with much else to do. */
const LATE_MS = 5_000 * SPEED;
const PEOPLE = ['ada', 'ben', 'cleo'];

const victim = aVictim('electron/engine/alerting/on-call/testing/escalation-victim.ts', 'escalateUntilKilled');
beforeAll(victim.build, 120_000);

test(`after kill -9 at ${KILLS} points every escalation happens once, and on time`, async () => {
  const receiver = await startFaultReceiver();
  onTestFinished(() => receiver.close());
  const dataDir = aFolder();
  const random = seededRandom(KILLS);
  const startMs = Math.round(performance.timeOrigin + performance.now());
  /** From and until when the console lived, engine milliseconds. */
  const lives: { readonly fromMs: number; readonly toMs: number }[] = [];
  let kills = 0;
  for (let run = 0; lives.at(-1)?.toMs !== Number.POSITIVE_INFINITY; run += 1) {
    const isLast = kills >= KILLS;
    const most = isLast ? Number.POSITIVE_INFINITY : 1 + Math.floor(random.unit() ** 2 * 80);
    const isEnough = (line: string, count: number) => line === 'ended' || count === most;
    const { lines, errors } = await victim.run([dataDir, run, receiver.origin, startMs, isLast ? 0 : CASES], isEnough);
    expect(errors).toBe('');
    if (!lines.includes('ended')) kills += 1;
    const moments = lines.flatMap((line) => (/^(alive|at) /.test(line) ? [Number(line.split(' ')[1])] : []));
    const [fromMs] = moments;
    const last = moments.at(-1);
    if (fromMs !== undefined && last !== undefined) lives.push({ fromMs, toMs: isLast ? Number.POSITIVE_INFINITY : last });
  }

  const opened = openJournal(join(dataDir, 'journal.sqlite'), at(0), (journal) => restoreState(journal, 'kill'));
  if (!opened.ok) throw new Error(opened.error.message);
  const { journal } = opened.value;
  const everything = { from: null, to: null, execution: null, beforeNumber: null, limit: 1_000 };
  const incidents = journal.alerting.incidents({ ...everything, statuses: ['OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'MERGED'] });
  journal.close();
  expect(kills).toBe(KILLS);
  expect(incidents.length).toBeGreaterThanOrEqual(KILLS / 2);

  for (const { number, openedAt, escalation } of incidents) {
    const reached = escalation?.reached ?? [];
    expect(reached.map(({ personId }) => personId)).toEqual(PEOPLE);
    let dueMs = msOf(openedAt);
    for (const { at: ranAt, step } of reached) {
      if (step > 0) dueMs += 60_000;
      // Early never, and late only as long as nobody lived.
      expect(msOf(ranAt)).toBeGreaterThanOrEqual(dueMs - 1);
      const alive = lives.find(({ toMs }) => toMs >= dueMs);
      expect(msOf(ranAt)).toBeLessThanOrEqual(Math.max(dueMs, alive?.fromMs ?? 0) + LATE_MS);
      // Held up for longer, people have their time from then on.
      if (msOf(ranAt) - dueMs > 60_000) dueMs = msOf(ranAt);
    }
    for (const person of PEOPLE) {
      const heard = receiver.to(`/${person}`).filter(({ body }) => body.includes(`Incident ${number} needs an answer`));
      const keys = new Set(heard.map(({ headers }) => headers['webhook-id']));
      // Heard by everybody; heard twice only with the same key, by which a receiver knows it.
      expect({ person, number, keys: keys.size }).toEqual({ person, number, keys: 1 });
    }
  }
}, 1_800_000);
