import { describe, expect, test } from 'vitest';
import type { ConsoleEvent } from '../events';
import * as drill from '../testing/drill';
import { aServer, e1, e2, instanceGone, opening, replicationTold, server, serverSeen, t } from '../testing/facts';
import { type Played, play, tick } from '../testing/play';

/** The table of endings that rest 3 binds us to, one test per row, over what the sources see. */

function after(...parts: readonly ConsoleEvent[][]): Played {
  return play([...opening('08:59:00'), ...drill.before(), ...parts.flat()]);
}

const standing = ({ view }: Played, id: string) => {
  const execution = view.executions[id];
  return execution === undefined ? null : { status: execution.status, detail: execution.detail };
};
const waves = ({ view }: Played, id: string) => view.executions[id]?.waves.map(({ status }) => status);
const noticeKinds = ({ journal }: Played) =>
  journal.flatMap((event) =>
    event.type === 'notice.raised' ? [`${event.notice.kind}${event.notice.resolvedAt === null ? '' : '!'}`] : [],
  );

const e1UntilFailure = [drill.e1Start(), drill.e1Wave0Ends(), drill.e1Wave1(), drill.e1Fails()];
const e2UntilPause = [drill.e2Start(), drill.e2Wave1Ends(), drill.e2Pauses()];

describe('default', () => {
  test('E1 is FAILED while its siblings launch, and only FAILED once their job has ended', () => {
    const failing = after(...e1UntilFailure);
    expect(standing(failing, e1)).toEqual({ status: 'FAILED', detail: ['siblings-still-launching'] });
    const ended = play(drill.e1SiblingsLaunch(), failing);
    expect(standing(ended, e1)).toEqual({ status: 'FAILED', detail: [] });
    expect(waves(ended, e1)).toEqual(['COMPLETED', 'FAILED', 'PENDING']);
    expect(ended.view.participants[`${e1}/${server('a03')}`]).toMatchObject({ launchStatus: 'FAILED', phase: 'FAILED' });
    expect(ended.view.executions[e1]?.summary).toBe(
      'Wave 2 Application failed: app-03 failed to launch: no free addresses in subnet-0123456789abcdef0',
    );
    expect(standing(play(drill.e1Terminated(), ended), e1)).toEqual({ status: 'FAILED', detail: [] });
  });

  test('E2 is COMPLETED with 12 LAUNCHED, also after its instances were terminated', () => {
    const ended = play(drill.defaultTrace(), play(opening('08:59:00')));
    expect(standing(ended, e2)).toEqual({ status: 'COMPLETED', detail: [] });
    expect(ended.view.executions[e2]?.counts).toMatchObject({ total: 12, launched: 12 });
    const gone = play(
      [...drill.e2Succeeds().flatMap(() => []), ...['d01', 'a03', 'w04'].map((short) => instanceGone('10:54:30', short))],
      ended,
    );
    expect(gone.view.executions[e2]?.counts.launched).toBe(12);
    expect(gone.view.executions[e2]?.instancesRunning).toHaveLength(9);
  });

  test('raises what an operator must hear of, and resolves it', () => {
    const ended = play(drill.defaultTrace(), play(opening('08:59:00')));
    expect([...new Set(noticeKinds(ended))]).toEqual([
      'server-launch-failed',
      'execution-failed',
      'execution-paused',
      'execution-completed',
    ]);
    const open = Object.values(ended.view.notices).filter(({ resolvedAt, needsAnswer }) => needsAnswer && resolvedAt === null);
    expect(open).toEqual([]);
  });
});

test('A: a transient launch failure is in the events and raises no failure', () => {
  const ended = after(drill.e1Start(), drill.e1Wave0Ends(), drill.e1Wave1(), drill.e1RetriesA03(), drill.e1Succeeds());
  expect(standing(ended, e1)).toEqual({ status: 'COMPLETED', detail: [] });
  expect(ended.journal.filter(({ type }) => type === 'participant.retried')).toMatchObject([
    { attempt: 1, sourceServerId: server('a03') },
  ]);
  expect(noticeKinds(ended)).toEqual(['execution-completed']);
  expect(ended.view.participants[`${e1}/${server('a03')}`]).toMatchObject({ phase: 'LAUNCHED', attempt: 2, error: null });
});

test('B: PARTIAL without a failed server is COMPLETED', () => {
  const ended = after(...e2UntilPause, drill.e2Resumes(), drill.e2Succeeds(), drill.e2Rescored());
  expect(standing(ended, e2)).toEqual({ status: 'COMPLETED', detail: ['partial-without-failure'] });
  expect(noticeKinds(ended)).toEqual(['execution-paused', 'execution-completed']);
});

test('C: cancelled while a job runs, then with its instances left running', () => {
  const cancelled = after(drill.e2Start(), drill.e2Cancelled());
  expect(standing(cancelled, e2)).toEqual({ status: 'CANCELLED', detail: ['job-still-running'] });
  const ended = play(drill.e2Wave1Ends(), cancelled);
  expect(standing(ended, e2)).toEqual({ status: 'CANCELLED', detail: ['instances-left-running'] });
  expect(waves(ended, e2)).toEqual(['COMPLETED', 'COMPLETED', 'CANCELLED']);
  expect(ended.journal.filter((event) => event.type === 'execution.changed' && event.detail.includes('run-left-open'))).toEqual(
    [],
  );
});

test('D: cancelled while paused leaves the run open, and offers to stop it', () => {
  const ended = after(...e2UntilPause, drill.e2CancelledWhilePaused());
  expect(standing(ended, e2)).toEqual({ status: 'CANCELLED', detail: ['run-left-open'] });
  expect(ended.view.executions[e2]?.actions.stop.allowed).toBe(true);
});

test('E: a refused token is a cancel', () => {
  const ended = after(...e2UntilPause, drill.e2TokenRefused());
  expect(standing(ended, e2)).toEqual({ status: 'CANCELLED', detail: ['cancelled-by-token'] });
});

test('F: a dead orchestrator is a failure at once, with the launched instances listed', () => {
  const died = after(drill.e1Start(), drill.e1Dies());
  expect(standing(died, e1)).toEqual({ status: 'FAILED', detail: ['orchestration-died'] });
  const ended = play(drill.e1Wave0Ends(), died);
  expect(standing(ended, e1)).toEqual({ status: 'FAILED', detail: ['orchestration-died'] });
  expect(ended.view.executions[e1]?.instancesRunning).toHaveLength(3);
  expect(ended.view.executions[e1]?.actions.terminate.allowed).toBe(true);
});

test('G: w02 is STALLED from its event to its recovery, and the plan cannot start meanwhile', () => {
  const stalled = play([replicationTold('09:10:44', 'w02', true)], after());
  const planView = (played: Played) => Object.values(played.view.plans)[0];
  expect(stalled.view.servers[server('w02')]?.replicationState).toBe('STALLED');
  expect(planView(stalled)).toMatchObject({
    ready: false,
    readiness: 'cannot start: 1 server',
    blockingServerIds: [server('w02')],
  });
  expect(noticeKinds(stalled)).toEqual(['replication-stalled']);

  const polled = serverSeen(
    '09:11:30',
    aServer('w02', { replicationState: 'STALLED', replicationError: 'AGENT_NOT_SEEN', lagSeconds: 60 }),
  );
  const recovered = play([polled, replicationTold('09:41:00', 'w02', false)], stalled);
  expect(planView(recovered)).toMatchObject({ ready: true, readiness: 'ready' });
  expect(Object.values(recovered.view.notices)[0]?.resolvedBecause).toContain('Replication goes on');
});

test('a stall that no poll confirms is believed for ten minutes', () => {
  const stalled = play([replicationTold('09:10:44', 'w02', true)], after());
  expect(tick(stalled, t('09:20:44')).view.servers[server('w02')]?.replicationState).toBe('STALLED');
  expect(tick(stalled, t('09:20:45')).view.servers[server('w02')]?.replicationState).toBe('CONTINUOUS');
});
