import approveTheWave from '../../resources/exercises/approve-the-wave.json';
import serverFailed from '../../resources/exercises/server-failed.json';
import { instantOf } from '../../shared/domain/primitives';
import { cardOf, Exercise } from '../../shared/domain/training/exercise';
import { judge, reportOf } from '../../shared/domain/training/judge';
import { SPEEDS } from '../../shared/domain/training/listing';
import type { ConsoleClient } from '../bridge/client';

const exercises = [Exercise.parse(serverFailed), Exercise.parse(approveTheWave)];
const START_MS = Date.parse('2026-03-14T09:00:01.000Z');
const words = (en: string) => ({ en, de: en });

/** A rehearsal in which something can be practised; with `?exercise` an exercise is under way. */
export function fixtureTraining(): ConsoleClient['training'] {
  const isUnderWay = typeof window !== 'undefined' && new URLSearchParams(window.location.search).has('exercise');
  const accepted = async () => ({ commandId: 'cmd-1', outcome: 'accepted' as const, message: 'Recorded.' });
  const [exercise] = exercises;
  const now = instantOf(START_MS + 26 * 60_000);
  const session = async () => ({
    session:
      isUnderWay && exercise !== undefined
        ? {
            sessionId: 'trn-1',
            exerciseId: exercise.id,
            trainee: 'Dana',
            startedAt: instantOf(START_MS),
            progress: judge(exercise, [], now),
          }
        : null,
  });
  const reports = exercises.map((one, index) =>
    reportOf({
      exercise: one,
      entries: [],
      session: { sessionId: `trn-${index}`, trainee: 'Dana', startedAt: instantOf(START_MS) },
      because: 'stopped',
      now,
      wallNow: now,
    }),
  );
  const faults = [
    {
      name: 'drs:throttle',
      group: 'service' as const,
      service: 'drs',
      says: words('DRS: two of three calls are throttled'),
      byDefault: false,
      on: true,
    },
    {
      name: 'sqs:down',
      group: 'service' as const,
      service: 'sqs',
      says: words('SQS: connections are cut'),
      byDefault: false,
      on: false,
    },
    {
      name: 'H6',
      group: 'platform' as const,
      service: null,
      says: words('Cancelling a paused run leaves it open'),
      byDefault: true,
      on: true,
    },
  ];
  return {
    scenarios: async () => ({
      here: true,
      fixed: null,
      canOpen: false,
      command: 'npx tocsin serve --rehearse payroll-drill --operator human --port 0',
      playing: { scenario: 'payroll-drill', variant: null, operator: 'human' },
      speeds: [...SPEEDS],
      operators: ['human', 'script'],
      scenarios: [
        {
          name: 'payroll-drill',
          title: words('Payroll drill'),
          says: words('Three waves and twelve servers; one of them fails, and the second drill succeeds after a pause.'),
          teaches: words('Reading a drill, answering a failure, approving a wave.'),
          difficulty: 1,
          minutes: 115,
          variants: [{ name: 'A', says: words('A launch fails once and is tried again') }],
        },
      ],
      faults,
    }),
    start: accepted,
    open: accepted,
    faults: async () => ({ items: faults, nextToken: null }),
    setFault: accepted,
    security: accepted,
    exercises: async () => ({ items: exercises.map(cardOf), nextToken: null }),
    startExercise: accepted,
    session,
    seen: session,
    answer: session,
    hint: session,
    finish: async () => Promise.reject(new Error('This fixture does not answer that.')),
    reports: async () => ({ items: reports, nextToken: null }),
    report: async () => Promise.reject(new Error('This fixture does not answer that.')),
  };
}
