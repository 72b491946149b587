import { expect, onTestFinished, test } from 'vitest';
import type { QuotaView } from '../../../shared/domain/capacity/quotas';
import { drsSourceServers } from '../sources/drs-source-servers';
import { dynamodbPlans } from '../sources/dynamodb-plans';
import { stsIdentity } from '../sources/sts-identity';
import { againstSimulator } from '../sources/testing/against-simulator';
import { aFolder } from '../testing/a-folder';
import { fakePorts } from '../testing/fakes';
import type { Series } from './point-store';
import { openTelemetry } from './telemetry';

const all = { contextId: null, labels: {}, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

async function measuring(given: Parameters<typeof againstSimulator>[0] = {}) {
  const telemetry = openTelemetry({ dataDir: aFolder() }, fakePorts(), {
    history: { events: () => [] },
    warn: () => undefined,
    lastSeq: () => 0,
    calls: () => [],
  });
  onTestFinished(telemetry.close);
  const sources = [stsIdentity, dynamodbPlans, drsSourceServers, ...telemetry.sources];
  const running = await againstSimulator({ ...given, sources });
  const health = (id: string) => [...running.core.healthOf.values()].filter(({ source }) => source === id);
  return { ...running, telemetry, health };
}

test('limits and metrics of the orchestrator’s account and of the target account, from the simulator', async () => {
  const { telemetry, core, ports, until, contextId } = await measuring();
  const quota = (accountId: string, code: string): QuotaView | undefined =>
    telemetry.quotas
      .views(core.view(), contextId, ports.clock.now())
      .find((one) => one.accountId === accountId && one.code === code);
  await until('limits of both accounts', () =>
    ['111122223333', '444455556666'].every((account) => quota(account, 'L-C1D14A2B')?.limitFrom === 'service-quotas'),
  );
  expect(quota('444455556666', 'L-C1D14A2B')).toMatchObject({ limit: 300, used: 12, level: 'ok', warnAt: 250, criticalAt: 280 });
  expect(quota('111122223333', 'L-61103206')).toMatchObject({ service: 'sns', limit: 100_000, used: 3 });
  expect(quota('444455556666', 'L-61103206')).toBeUndefined();
  let lags: readonly Series[] = [];
  await until('lag of all servers', () => {
    void telemetry.points.read({ ...all, name: 'ReplicationLag' }).then((read) => {
      lags = read;
    });
    return lags.length === 12;
  });
  expect(lags[0]?.labels).toEqual({ account: '444455556666', region: 'us-east-1', server: expect.stringMatching(/^s-/) });
  await until('runs', () => telemetry.points.labelsOf('RunsStarted').size > 0);
  expect(await telemetry.points.read({ ...all, name: 'RunsStarted' })).not.toEqual([]);
  expect((await telemetry.points.read({ ...all, name: 'QuotaUsed' })).length).toBeGreaterThan(5);
});

test('without the right to read limits they are those AWS documents, and health names the action', async () => {
  const { telemetry, core, ports, until, contextId, health } = await measuring({ faults: ['servicequotas:denied'] });
  await until('a refusal', () => health('service-quotas').some(({ state }) => state === 'not-permitted'));
  expect(health('service-quotas')[0]?.error).toMatchObject({ action: 'servicequotas:ListServiceQuotas' });
  await until('servers', () => Object.keys(core.view().servers).length === 12);
  expect(telemetry.quotas.views(core.view(), contextId, ports.clock.now()).find(({ used }) => used === 12)).toMatchObject({
    limitFrom: 'documented',
  });
});

test('the shipped policy for observers allows everything that is read', async () => {
  const { until, health } = await measuring({ policy: ['observe'] });
  const isLive = (id: string) => health(id).length === 2 && health(id).every(({ state }) => state === 'live');
  await until('metrics and limits of both accounts', () => isLive('cloudwatch-metrics') && isLive('service-quotas'));
});
