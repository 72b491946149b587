import { expect, test } from 'vitest';
import { Context } from '../../../shared/domain/context';
import { ExecutionItem, Plan, ProtectionGroup } from '../../../shared/domain/facts';
import { ContextId, ExecutionId, Instant } from '../../../shared/domain/primitives';
import { type ConsoleState, emptyState } from '../../../shared/domain/state';
import { placeLabel, placesOf } from './places';

const contextId = ContextId.parse('payroll@us-east-1');
const observedAt = Instant.parse('2026-03-14T09:00:00.000Z');
const context = (accountId: string | null) =>
  Context.parse({
    contextId,
    name: 'n',
    profile: 'p',
    region: 'us-east-1',
    accountId,
    environment: 'test',
    colour: 'cyan',
    rehearsal: false,
  });
const known = <T>(fact: T, owner = contextId) => ({ observedAt, source: 'dynamodb-plans' as const, contextId: owner, fact });
const group = (groupId: string, accountId: string | null, region: string) =>
  ProtectionGroup.parse({ groupId, groupName: groupId, region, accountId, sourceServerIds: [] });

const state = (change: Partial<ConsoleState>): ConsoleState => ({
  ...emptyState,
  contexts: { [contextId]: context('111122223333') },
  ...change,
});
const labels = (given: ConsoleState) => placesOf(given, contextId).map((place) => placeLabel(place, 'us-east-1'));

test('a context whose account is not known yet has no place', () => {
  expect(labels({ ...emptyState, contexts: { [contextId]: context(null) } })).toEqual([]);
});

test('its own account, and where groups have their servers', () => {
  const groups = {
    a: known(group('a', '444455556666', 'us-east-1')),
    b: known(group('b', '444455556666', 'eu-west-1')),
    c: known(group('c', null, 'us-east-1')),
  };
  expect(labels(state({ groups }))).toEqual(['111122223333', '444455556666', '444455556666:eu-west-1']);
});

test('what another context knows is not read twice', () => {
  const groups = { a: known(group('a', '444455556666', 'us-east-1'), ContextId.parse('other')) };
  expect(labels(state({ groups }))).toEqual(['111122223333']);
});

test('plans whose groups are unknown, and executions with the regions of their waves', () => {
  const plan = Plan.parse({ planId: 'p', planName: '', description: '', accountId: '777788889999', waves: [] });
  const wave = {
    waveNumber: 0,
    waveName: '',
    status: 'STARTED',
    jobId: null,
    region: 'eu-west-1',
    startedAt: null,
    endedAt: null,
    pauseBeforeWave: null,
    protectionGroupId: null,
    serverIds: [],
    servers: [],
  };
  const item = ExecutionItem.parse({
    executionId: 'e',
    planId: 'p',
    planName: '',
    executionType: 'DRILL',
    status: 'RUNNING',
    startedAt: null,
    endedAt: null,
    initiatedBy: null,
    totalWaves: 1,
    accountId: '222233334444',
    runArn: null,
    pausedBeforeWave: null,
    errorMessage: null,
    errorCode: null,
    terminateJobIds: [],
    terminationInitiatedAt: null,
    waves: [wave],
  });
  const execution = {
    executionId: ExecutionId.parse('e'),
    contextId,
    item: known(item),
    waves: {},
    wavesSeenAt: {},
    run: null,
    steps: [],
    firstSeenAt: observedAt,
  };
  expect(labels(state({ plans: { p: known(plan) }, executions: { e: execution } }))).toEqual([
    '111122223333',
    '777788889999',
    '222233334444:eu-west-1',
  ]);
});
