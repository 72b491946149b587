import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../../events';
import { ExecutionId } from '../../primitives';
import { before, defaultTrace, e1Fails, e1SiblingsLaunch, e1Start, e1Wave0Ends, e1Wave1 } from '../../testing/drill';
import { anItem, aRun, e1, itemSeen, opening, runSeen, t } from '../../testing/facts';
import { firstSight, play, restarted } from '../../testing/play';
import { nothingTold, type Telling, tell, tellAt, tellTogether } from '../../testing/tell';

const drill = [...opening('08:59:00'), ...defaultTrace()];
const baseline = { outlook: { baseline: true } };
const ids = ({ told }: Telling) => told.map(({ eventId }) => eventId);

describe('what was over before the console came', () => {
  test('is told to nobody, in whichever order the sources answer', () => {
    const past = play(drill);
    fc.assert(
      fc.property(fc.shuffledSubarray(firstSight(past, t('12:00:05')), { minLength: 1 }), (order) => {
        const seen = tell([...opening('12:00:00'), ...order], nothingTold, baseline);
        expect(ids(tellAt(t('12:00:20'), seen))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('is told to nobody, were it a hundred executions', () => {
    const ended = Array.from({ length: 100 }, (_, index) => index).flatMap((index): ConsoleEvent[] => {
      const id = ExecutionId.parse(`${e1.slice(0, -3)}${String(index).padStart(3, '0')}`);
      const status = ['COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT', 'PARTIAL'][index % 5] ?? 'FAILED';
      const endedAt = index % 2 === 0 ? t('09:30:00') : null;
      const run = aRun(id, { status: index % 3 === 0 ? 'FAILED' : 'SUCCEEDED', stoppedAt: t('09:30:00') });
      return [itemSeen('15:00:05', anItem(id, { status, endedAt })), runSeen('15:00:06', run)];
    });
    const seen = tell([...opening('15:00:00'), ...ended], nothingTold, baseline);
    expect(ids(tellAt(t('15:10:00'), seen))).toEqual([]);
  });

  test('does not make an execution that was running already start again, nor keep its pause quiet', () => {
    const running = play(drill.filter(({ at }) => at < t('10:11:00')));
    const seen = tell([...opening('12:00:00'), ...firstSight(running, t('12:00:05'))], nothingTold, baseline);
    expect(seen.told.map(({ type }) => type)).toEqual(['execution.paused']);
  });
});

describe('a restart', () => {
  test('anywhere in a drill changes nothing of what is told', () => {
    const whole = ids(tell(drill));
    fc.assert(
      fc.property(fc.integer({ min: 10, max: drill.length - 1 }), (cut) => {
        const live = tell(drill.slice(0, cut));
        const at = drill[cut]?.at ?? t('10:40:00');
        const again = { ...live, played: restarted(live.played, at) };
        const reopened = opening(at.slice(11, 23), 'ses-2');
        expect(ids(tell([...reopened, ...drill.slice(cut)], again))).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  test('tells once what ended meanwhile of an execution that people were told of, with its own time', () => {
    const watched = tell([...opening('08:59:00'), ...before(), ...e1Start(), ...e1Wave0Ends(), ...e1Wave1()]);
    const away = [...e1Fails(), ...e1SiblingsLaunch()]
      .filter(({ type }) => !type.startsWith('message.'))
      .map((event) => ({ ...event, at: t('10:00:10') }));
    const again = { ...watched, played: restarted(watched.played, t('10:00:00')) };
    const back = tell([...opening('10:00:00', 'ses-2'), ...away], again, baseline);
    const late = tellAt(t('10:00:30'), back);
    const failures = late.told.filter(({ type }) => type === 'execution.failed');
    expect(failures).toMatchObject([{ occurredAt: t('09:25:12'), noticeId: null, alertKey: `execution-failed:${e1}` }]);
    expect(new Set(ids(late)).size).toBe(late.told.length);

    // Nobody can acknowledge it, for its alert was summed up with others; the next execution that completes closes its page.
    const overcome = tell(
      drill.filter(({ at }) => at >= t('09:45:00')),
      late,
    );
    expect(overcome.told.at(-1)).toMatchObject({ type: 'execution.completed', alertKey: `execution-failed:${e1}` });
  });
});

test('however readings come together in commits, nothing is told twice, and every page that is closed was opened and the other way round', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 6, maxLength: 80 }), (sizes) => {
      let told = tell(drill.slice(0, 2));
      for (let at = 2, turn = 0; at < drill.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        told = tellTogether(drill.slice(at, at + size), told);
        at += size;
      }
      expect(new Set(ids(told)).size).toBe(told.told.length);
      const open = new Set<string | null>();
      for (const { lifecycle, alertKey, type } of told.told) {
        if (lifecycle === 'opens') open.add(alertKey);
        if (lifecycle === 'closes' && alertKey !== null) expect([type, open.delete(alertKey)]).toEqual([type, true]);
      }
      expect([...open]).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
