import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../events';
import { type Instant, instantOf, msOf } from '../primitives';
import { aServer, context, jobSeen, opening, serverSeen, t } from '../testing/facts';
import { nothingPlayed, type Played, play, restarted } from '../testing/play';
import { conclude } from './conclude';

const TOPICS = 'L-61103206';
const home = { accountId: '111122223333', region: 'us-east-1' };
const target = { accountId: '444455556666', region: 'us-east-1' };

function limitsRead(at: Instant, used: number, limit = 100, place = home): ConsoleEvent {
  const limits = { [TOPICS]: { limit, adjustable: true } };
  const measured = { [TOPICS]: used };
  return { type: 'quota-limits.observed', at, contextId: context, source: 'service-quotas', ...place, limits, measured };
}

/** What was said of quotas: `raised 80 %`, `resolved 80 %`. */
const said = ({ journal }: Pick<Played, 'journal'>) =>
  journal.flatMap((event) => {
    if (event.type === 'notice.raised' && event.notice.kind === 'quota-near') return [`raised ${shareOf(event.notice.noticeId)}`];
    return event.type === 'notice.resolved' ? [`resolved ${shareOf(event.noticeId)}`] : [];
  });
const shareOf = (noticeId: string) => /\d+ %/.exec(noticeId)?.[0];
const openIn = ({ state }: Played) => Object.values(state.notices).filter(({ resolvedAt }) => resolvedAt === null);
const uses = (values: readonly number[], stepMs = 60_000): ConsoleEvent[] =>
  values.map((used, index) => limitsRead(instantOf(msOf(t('09:00:00')) + index * stepMs), used));
const opened = play(opening('08:59:00'));

describe('a quota that is nearly used up', () => {
  test('is told at 80 % and at 95 %, once each, and is over when the use falls', () => {
    const played = play(uses([79, 80, 84, 94, 95, 99, 100, 91, 60]), opened);
    expect(said(played)).toEqual(['raised 80 %', 'resolved 80 %', 'raised 95 %', 'resolved 95 %']);
    expect(openIn(played)).toEqual([]);
  });

  test('says what is used where, and the next step', () => {
    const [notice] = openIn(play(uses([96]), opened));
    expect(notice).toMatchObject({
      kind: 'quota-near',
      severity: 'HIGH',
      needsAnswer: true,
      title: 'Topics per account: 96 % of the limit are used',
      body: '96 of 100 topics, as AWS measures it, in account 111122223333, us-east-1.',
      nextStep: 'Delete topics nobody uses, or ask AWS for more.',
      rehearsal: true,
    });
  });

  test('falling from 95 % to between is told as 80 % again, of the same story', () => {
    const played = play(uses([82, 96, 86]), opened);
    expect(said(played)).toEqual(['raised 80 %', 'resolved 80 %', 'raised 95 %', 'resolved 95 %', 'raised 80 %']);
    expect(new Set(played.journal.flatMap((event) => (event.type === 'notice.raised' ? [event.notice.noticeId] : []))).size).toBe(
      2,
    );
  });

  test('going up and down around a share is told once; long after, it is news again', () => {
    expect(said(play(uses([80, 78, 81, 79, 80, 76, 82]), opened))).toEqual(['raised 80 %']);
    const ids = (stepMs: number) =>
      play(uses([80, 10, 80], stepMs), opened).journal.flatMap((event) =>
        event.type === 'notice.raised' ? [event.notice.noticeId] : [],
      );
    expect(new Set(ids(60_000)).size).toBe(1);
    expect(new Set(ids(4_000_000)).size).toBe(2);
  });

  test('never has more than one notice open, draws no conclusion twice, and never stays silent', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 12 }), (values) => {
        let played = opened;
        for (const event of uses(values)) {
          played = play([event], played);
          const used = event.type === 'quota-limits.observed' ? (event.measured[TOPICS] ?? 0) : 0;
          expect(openIn(played).length).toBeLessThanOrEqual(1);
          if (used >= 80) expect(openIn(played)).toHaveLength(1);
          if (used < 75) expect(openIn(played)).toEqual([]);
          if (used >= 95) expect(openIn(played)[0]?.severity).toBe('HIGH');
        }
        const again = restarted(played, t('09:30:00'));
        expect(conclude(again.state, again.view, t('09:30:00'), { baseline: false })).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('without limits from AWS, only what nobody can raise is judged', () => {
    const servers = Array.from({ length: 290 }, (_, index) =>
      serverSeen('09:00:00', aServer(`n${String(index).padStart(3, '0')}`)),
    );
    const replicating = openIn(play(servers, opened));
    expect(replicating.map(({ title }) => title)).toEqual(['Replicating source servers: 95 % of the limit are used']);
    expect(replicating[0]?.body).toContain(target.accountId);
  });

  test('jobs near their limit are told while they run', () => {
    const jobs = (status: string) =>
      Array.from({ length: 16 }, (_, index) =>
        jobSeen(status === 'STARTED' ? '09:00:00' : '09:30:00', {
          id: `q${String(index).padStart(2, '0')}`,
          servers: [`d${index}`],
          status,
          createdAt: '08:59:59',
          ...(status === 'STARTED' ? {} : { endedAt: '09:29:00' }),
        }),
      );
    const running = play(jobs('STARTED'), opened);
    expect(said(running)).toEqual(['raised 80 %']);
    expect(said(play(jobs('COMPLETED'), running))).toEqual(['raised 80 %', 'resolved 80 %']);
  });

  test('nothing is said of an account nobody has opened', () => {
    expect(said(play([limitsRead(t('09:00:00'), 99)], nothingPlayed))).toEqual([]);
  });
});
