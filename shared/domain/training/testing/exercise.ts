import type { ConsoleEvent, EventOf, JournalEntry } from '../../events';
import type { NoticeKind } from '../../notice';
import { type Instant, instantOf, NoticeId } from '../../primitives';
import { Exercise } from '../exercise';

export const sessionId = 'trn_1';

/** `minute` minutes after the exercise was started. */
export function at(minute: number): Instant {
  return instantOf(Date.UTC(2026, 2, 14, 9, 0, 0) + minute * 60_000);
}

const words = (en: string) => ({ en, de: en });

/** A server fails: acknowledge in five minutes, look, say why, and terminate nothing. */
export function anExercise(): Exercise {
  return Exercise.parse({
    id: 'a-server-failed',
    title: words('A server failed'),
    story: words('A drill runs.'),
    difficulty: 1,
    minutes: 5,
    play: { scenario: 'payroll-drill', speed: 300 },
    begins: { kind: 'notice', notice: 'server-launch-failed' },
    atBegin: { speed: 1 },
    endsAfterMinutes: 60,
    tasks: [
      {
        ...task('acknowledge'),
        withinMinutes: 5,
        check: { kind: 'acknowledged', notice: 'server-launch-failed' },
      },
      { ...task('look'), check: { kind: 'seen', screens: ['live', 'servers'], thing: 'app-03' } },
      {
        ...task('cause'),
        check: { kind: 'answered', right: ['addresses'] },
        options: [
          { id: 'quota', words: words('A quota') },
          { id: 'addresses', words: words('No free address') },
        ],
      },
      { ...task('keep'), check: { kind: 'never-commanded', commands: ['executions.terminate'] } },
    ],
  });
}

function task(id: string) {
  return { id, words: words(id), hint: words(`hint of ${id}`), advice: words(`advice for ${id}`) };
}

/** A critical alert of the console. */
export function aNotice(id: string, kind: NoticeKind, minute: number): EventOf<'notice.raised'> {
  return {
    type: 'notice.raised',
    at: at(minute),
    notice: {
      noticeId: NoticeId.parse(id),
      kind,
      severity: 'CRITICAL',
      title: 'app-03 failed to launch',
      body: '',
      nextStep: '',
      contextId: null,
      executionId: null,
      sourceServerId: null,
      raisedAt: at(minute),
      needsAnswer: true,
      acknowledgedAt: null,
      acknowledgedBy: null,
      note: null,
      resolvedAt: null,
      resolvedBecause: null,
      rehearsal: true,
      deliveries: [],
    },
  };
}

/** As a journal keeps them, numbered from 1. */
export function entriesOf(events: readonly ConsoleEvent[]): JournalEntry[] {
  return events.map((event, index) => ({ seq: index + 1, event }));
}
