import { describe, expect, test } from 'vitest';
import { NotificationConfiguration } from '../configuration';
import { allEventTypes } from '../event-types';
import { sampleEvent } from '../samples/sample-event';
import { isAskedForOnly, matchConfiguration } from './match';

const wants = (EventFilters: object, change: object = {}) =>
  NotificationConfiguration.parse({ NotificationId: 'n', Name: 'Drills', EventFilters, Channels: [], ...change });
const failed = sampleEvent('execution.failed');

test.each([
  [{}, 'execution.failed', true],
  [{ Severities: [] }, 'execution.failed', true],
  [{ Severities: ['CRITICAL'] }, 'execution.failed', true],
  [{ Severities: ['HIGH'] }, 'execution.failed', false],
  [{ ExecutionTypes: ['drill'] }, 'execution.failed', true],
  [{ ExecutionTypes: ['RECOVERY'] }, 'execution.failed', false],
  [{ ExecutionTypes: ['DRILL'] }, 'drs.replication-stalled', false],
  [{ Environments: ['Production'] }, 'execution.failed', true],
  [{ Environments: ['test'] }, 'execution.failed', false],
  [{ Environments: ['test'] }, 'health.delivery-failing', true],
  [{ Plans: ['payroll dr'] }, 'execution.failed', true],
  [{ Plans: [failed.planId ?? ''] }, 'execution.failed', true],
  [{ Plans: ['Billing DR'] }, 'execution.failed', false],
  [{ Waves: [1] }, 'wave.failed', true],
  [{ Waves: [1] }, 'server.launch-failed', true],
  [{ Waves: [0] }, 'wave.failed', false],
  [{ Waves: [1] }, 'execution.failed', false],
  [{ Accounts: ['444455556666'] }, 'execution.failed', true],
  [{ Accounts: ['111122223333'] }, 'execution.failed', false],
  [{ Accounts: ['444455556666'] }, 'health.own-error', false],
  [{ Regions: ['us-east-1'] }, 'execution.failed', true],
  [{ Regions: ['eu-west-1'] }, 'execution.failed', false],
  [{ EventTypes: ['execution.*'] }, 'execution.failed', true],
  [{ EventTypes: ['execution.failed'] }, 'execution.paused', false],
  [{ EventTypes: ['server.*'] }, 'server.launched', true],
  [{ EventTypes: ['wave.progressing'] }, 'wave.progressing', true],
  [{}, 'wave.progressing', false],
  [{ Severities: ['INFO'] }, 'server.launched', false],
  [{ Severities: ['CRITICAL'], Plans: ['Billing DR'] }, 'execution.failed', false],
] as const)('%j and %s: %s', (filters, type, matches) => {
  expect(matchConfiguration(wants(filters), sampleEvent(type)).matches).toBe(matches);
});

test('what is not known yet of an execution is not held against it', () => {
  const { execution } = failed;
  const unread = { ...failed, planId: null, execution: execution === null ? null : { ...execution, type: '' } };
  expect(matchConfiguration(wants({ ExecutionTypes: ['RECOVERY'], Plans: ['Billing DR'] }), unread).matches).toBe(true);
});

describe('says why', () => {
  test('it matched, as people would say it', () => {
    expect(matchConfiguration(wants({}), failed).why).toBe('CRITICAL, production, DRILL of Payroll DR, execution.failed');
  });

  test('it did not, with everything that stood in the way', () => {
    const { why } = matchConfiguration(wants({ Severities: ['INFO', 'LOW'], ExecutionTypes: ['RECOVERY'] }), failed);
    expect(why).toBe('severity is CRITICAL, wanted INFO or LOW; execution type is DRILL, wanted RECOVERY');
    expect(matchConfiguration(wants({ Waves: [0] }), failed).why).toBe('concerns no wave, wanted 0');
  });

  test('a configuration that is switched off matches nothing', () => {
    expect(matchConfiguration(wants({}, { Enabled: false }), failed)).toEqual({ matches: false, why: 'Drills is switched off' });
  });
});

test('without filters everything is told but what has to be asked for', () => {
  const untold = allEventTypes.filter((type) => !matchConfiguration(wants({}), sampleEvent(type)).matches);
  expect(untold).toEqual(allEventTypes.filter((type) => isAskedForOnly({ type })));
  expect(untold).toEqual(['wave.progressing', 'server.launched']);
});
