import { expect, test } from 'vitest';
import { msOf } from '../../primitives';
import { before, defaultTrace, e1Start, e1Wave0Ends } from '../../testing/drill';
import { e1, e2, t } from '../../testing/facts';
import { type Played, play } from '../../testing/play';
import { durationsOf } from './drill-durations';

function durations({ view }: Played, executionId: string, time: string) {
  const execution = view.executions[executionId];
  if (execution === undefined) throw new Error('no such execution');
  const participants = Object.values(view.participants).filter((one) => one.executionId === executionId);
  return durationsOf(execution, participants, msOf(t(time))).map(({ observation, startedAt, serverName, waveLabel }) => ({
    name: `${observation.metric} ${serverName ?? waveLabel ?? ''} ${observation.phase ?? ''}`.trim(),
    seconds: observation.seconds,
    isOver: observation.isOver,
    startedAt,
  }));
}

const ended = play([...before(), ...defaultTrace()]);

test('what runs has lasted so long, what is over took so long', () => {
  const running = play([...before(), ...e1Start()]);
  const found = durations(running, e1, '09:10:20');
  const of = (name: string) => found.find((one) => one.name === name);
  expect(of('PhaseDuration db-01 SNAPSHOT')).toMatchObject({ seconds: 110, isOver: true });
  expect(of('PhaseDuration db-01 CONVERSION')).toMatchObject({ seconds: 375, isOver: true });
  expect(of('PhaseDuration db-01 LAUNCH')).toMatchObject({ seconds: 120, isOver: false, startedAt: t('09:08:20') });
  expect(of('ServerRecoveryDuration db-01')).toMatchObject({ seconds: 605, isOver: false });
  expect(of('WaveDuration Wave 1 Database')).toMatchObject({ seconds: 614, isOver: false });
  expect(found.some(({ name }) => name.includes('Application'))).toBe(false);
  const launched = durations(play(e1Wave0Ends(), running), e1, '09:30:00');
  expect(launched.find(({ name }) => name === 'ServerRecoveryDuration db-01')).toMatchObject({ seconds: 715, isOver: true });
});

test('a phase that a failure cut short has lasted at least so long', () => {
  const found = durations(ended, e1, '11:00:00');
  const of = (name: string) => found.find((one) => one.name === name);
  expect(of('PhaseDuration app-03 LAUNCH')?.isOver).toBe(false);
  expect(of('PhaseDuration app-03 CONVERSION')?.isOver).toBe(true);
  expect(of('ServerRecoveryDuration app-03')?.isOver).toBe(false);
  expect(of('RecoveryTime')?.isOver).toBe(false);
  expect(of('PhaseDuration db-01 LAUNCH')?.isOver).toBe(true);
});

test('the time a recovery waited for a person is no part of how long it took', () => {
  const execution = ended.view.executions[e2];
  const found = durations(ended, e2, '11:00:00').find(({ name }) => name === 'RecoveryTime');
  const waves = execution?.waves.map(({ startedAt, endedAt }) =>
    startedAt === null || endedAt === null ? 0 : msOf(endedAt) - msOf(startedAt),
  );
  expect(found?.isOver).toBe(true);
  expect(found?.seconds).toBe((waves ?? []).reduce((sum, ms) => sum + ms, 0) / 1000);
  expect(found?.seconds).toBeLessThan((execution?.durationSeconds ?? 0) - 300);
});

test('an execution that never began has none', () => {
  const execution = ended.view.executions[e1];
  if (execution === undefined) throw new Error('no such execution');
  expect(durationsOf({ ...execution, startedAt: null }, [], 0)).toEqual([]);
});
