import { expect, test } from 'vitest';
import type { Escalation } from '../../../../shared/domain/alerting/escalate/escalation';
import { Instant } from '../../../../shared/domain/primitives';
import { rungsOf } from './rungs';

const at = (time: string): Instant => Instant.parse(`2026-03-14T${time}:00.000Z`);
const step = (delayMinutes: number) => ({ delayMinutes, targets: [], grade: 'default' as const });
const escalation: Escalation = {
  policyId: 'p',
  policyName: 'P',
  steps: [step(1), step(5), step(10)],
  repeat: 1,
  loop: 0,
  step: 1,
  nextAt: at('09:06'),
  token: 1,
  ackReminderMinutes: null,
  remindAt: null,
  isReminded: false,
  forcedBy: null,
  reached: [{ at: at('09:01'), step: 0, loop: 0, to: 'Dana', why: '', personId: null }],
};

test('each step says whether it ran, is next or comes later, and when', () => {
  expect(rungsOf(escalation).map(({ state, dueAt, reached }) => [state, dueAt, reached.map(({ to }) => to)])).toEqual([
    ['ran', null, ['Dana']],
    ['next', at('09:06'), []],
    ['later', at('09:16'), []],
  ]);
});

test('once somebody has it, nothing is due', () => {
  expect(rungsOf({ ...escalation, nextAt: null }).map(({ state, dueAt }) => [state, dueAt])).toEqual([
    ['ran', null],
    ['later', null],
    ['later', null],
  ]);
});
