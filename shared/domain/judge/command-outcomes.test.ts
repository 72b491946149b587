import { expect, test } from 'vitest';
import { evolve } from '../evolve/evolve';
import { ContextId, ExecutionId, InstanceId, instantOf } from '../primitives';
import type { DomainView } from '../reconcile/domain-view';
import { viewOf } from '../reconcile/view-of';
import { emptyState } from '../state';
import type { Execution } from '../view';
import { commandOutcomes, NOT_SEEN_AFTER_SECONDS } from './command-outcomes';

const executionId = ExecutionId.parse('5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31');
const startMs = Date.parse('2026-03-14T10:25:00.000Z');
const at = (seconds: number) => instantOf(startMs + seconds * 1000);

const impossible = { allowed: false, why: null };
const bare: Execution = {
  executionId,
  contextId: ContextId.parse('payroll@us-east-1'),
  observedAt: at(0),
  source: 'dynamodb-executions',
  planId: null,
  planName: 'Payroll DR',
  executionType: 'RECOVERY',
  status: 'RUNNING',
  detail: [],
  summary: 'Wave 3 Web launches.',
  accountId: null,
  region: null,
  initiatedBy: null,
  startedAt: at(0),
  endedAt: null,
  durationSeconds: null,
  totalWaves: 3,
  currentWave: 2,
  pausedBeforeWave: null,
  pausedSince: null,
  errorMessage: null,
  errorCode: null,
  runArn: null,
  runStatus: null,
  itemStatus: null,
  waves: [],
  counts: { total: 12, waiting: 0, inProgress: 4, launched: 8, failed: 0, terminated: 0 },
  instancesRunning: [InstanceId.parse('i-0f1e2d3c4b5a6a013')],
  actions: { resume: impossible, cancel: impossible, terminate: impossible, stop: impossible },
};

function accepted(command: string, outcome: 'accepted' | 'refused' = 'accepted') {
  return evolve(emptyState, {
    type: 'command.ended',
    at: at(0),
    commandId: 'cmd-1',
    command,
    executionId,
    outcome,
    message: '',
  });
}

function shown(change: Partial<Execution>): DomainView {
  const view = viewOf(emptyState, null, at(0));
  const execution: Execution = { ...bare, ...change };
  return { ...view, executions: { [executionId]: execution } };
}

test('an accepted command is watched until the state it asked for is seen, and then no more', () => {
  const state = accepted('executions.resume');
  expect(commandOutcomes(state, shown({ status: 'PAUSED' }), at(5))).toEqual([]);
  const said = commandOutcomes(state, shown({ status: 'RUNNING' }), at(6));
  expect(said).toMatchObject([{ type: 'command.outcome', commandId: 'cmd-1', outcome: 'seen', afterSeconds: 6 }]);
  const after = said.reduce(evolve, state);
  expect(commandOutcomes(after, shown({ status: 'RUNNING' }), at(7))).toEqual([]);
});

test('what never comes is told once it is late', () => {
  const state = accepted('executions.terminate');
  const still = shown({ instancesRunning: bare.instancesRunning });
  expect(commandOutcomes(state, still, at(NOT_SEEN_AFTER_SECONDS - 1))).toEqual([]);
  expect(commandOutcomes(state, still, at(NOT_SEEN_AFTER_SECONDS))).toMatchObject([
    { outcome: 'not-seen', message: expect.stringContaining('15 minutes ago') },
  ]);
});

test('a cancellation that came too late is told as what came instead', () => {
  const ended = shown({ status: 'COMPLETED', endedAt: at(3) });
  expect(commandOutcomes(accepted('executions.cancel'), ended, at(4))).toMatchObject([{ outcome: 'otherwise' }]);
});

test.each(['settings.put', 'executions.list'])('%s is done when it ends', (command) => {
  expect(accepted(command).openCommands).toEqual({});
});

test('a refused command asks for nothing', () => {
  expect(accepted('executions.stop', 'refused').openCommands).toEqual({});
});
