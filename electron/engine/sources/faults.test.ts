import { describe, expect, test } from 'vitest';
import { againstSimulator } from './testing/against-simulator';

describe('what goes wrong at AWS is told by cause, and passes', () => {
  test.each([
    ['dynamodb:throttle', 'dynamodb-executions', 'throttled'],
    ['dynamodb:down', 'dynamodb-executions', 'unreachable'],
    ['dynamodb:expired', 'dynamodb-executions', 'expired-session'],
    ['states:denied', 'sfn-runs', 'not-permitted'],
    ['drs:throttle', 'drs-jobs/444455556666', 'throttled'],
    ['drs:denied', 'drs-jobs/444455556666', 'not-permitted'],
  ])('%s', { timeout: 60_000 }, async (fault, source, code) => {
    const { core, until, contextId, control } = await againstSimulator({ speed: 60 });
    const key = `${contextId}/${source}`;
    const isTold = () => core.of('source.failed').some((event) => event.sourceKey === key && event.error.code === code);
    await until('a first reading', () => core.healthOf.get(key)?.state === 'live');
    await control('fault', { name: fault, on: true });
    await until(`${code} told`, isTold, 40_000);
    const failing = core.healthOf.get(key);
    expect(failing?.lastSuccessAt).not.toBeNull();
    if (code === 'not-permitted') expect(failing?.error?.action).toMatch(/^[a-z]+:[A-Za-z]+$/);
    await control('fault', { name: fault, on: false });
    await until('recovery told', () => core.of('source.recovered').some((event) => event.sourceKey === key), 40_000);
    expect(core.healthOf.get(key)).toMatchObject({ state: 'live', error: null });
  });

  test('a queue that cannot be set up is told, while everything else is read; then it is set up after all', {
    timeout: 60_000,
  }, async () => {
    const { core, until, contextId, control } = await againstSimulator({ speed: 60, faults: ['sqs:denied'] });
    const health = (source: string) => core.healthOf.get(`${contextId}/${source}`);
    await until('not permitted', () => health('sqs-messages')?.state === 'not-permitted');
    await until('executions read', () => health('dynamodb-executions')?.state === 'live');
    await control('fault', { name: 'sqs:denied', on: false });
    await until('messages', () => health('sqs-messages')?.state === 'live', 40_000);
    expect(core.of('queue.created')).toHaveLength(1);
  });

  test('slow answers are answers', { timeout: 60_000 }, async () => {
    const { core, until, contextId } = await againstSimulator({ speed: 60, faults: ['drs:slow'] });
    const health = () => core.healthOf.get(`${contextId}/drs-jobs/444455556666`);
    await until('a reading', () => health()?.state === 'live', 40_000);
    expect(health()?.latencyMs).toBeGreaterThan(500);
  });

  test('a clock that is an hour off is corrected for, and told', { timeout: 60_000 }, async () => {
    const { core, until, contextId } = await againstSimulator({ speed: 60, faults: ['drs:skew'] });
    await until('a reading', () => core.healthOf.get(`${contextId}/drs-jobs/444455556666`)?.state === 'live', 40_000);
    await until('a warning', () => core.warnings.some((warning) => warning.code === 'clock-skew'));
    expect(core.warnings[0]?.message).toContain('60 minutes behind');
  });

  test('an AWS that is not there leaves everything else alone, and is found when it comes', { timeout: 60_000 }, async () => {
    const { core, until, contextId } = await againstSimulator({ spec: { endpointUrl: 'http://127.0.0.1:9' } });
    await until('told', () => core.healthOf.get(`${contextId}/sts-identity`)?.error?.code === 'unreachable');
    expect(core.healthOf.get(`${contextId}/sts-identity`)?.error?.next).toContain('network');
  });

  test('keys that AWS does not know are told from a session that ended', { timeout: 60_000 }, async () => {
    const keys = { accessKeyId: 'AKIATOCSINREVOKED000', secretAccessKey: 'x' };
    const { core, until, contextId } = await againstSimulator({ spec: { keys } });
    await until('told', () => core.healthOf.get(`${contextId}/sts-identity`)?.error?.code === 'wrong-credentials');
  });
});
