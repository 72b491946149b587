import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../shared/domain/detection/finding';
import { DetectionSettings } from '../../../../shared/domain/detection/settings';
import { instantOf } from '../../../../shared/domain/primitives';
import { anEngine } from '../../testing/an-engine';
import type { FakePorts } from '../../testing/fakes';
import { settle } from '../../testing/manual-clock';
import type { FoundNow } from '../findings-api';

const operator = { id: 'person:ada', role: 'act', host: 'headless' } as const;

/** A server whose replication lags more than usual, off from now on. */
function lagOf(server: string, ports: FakePorts, change: Partial<FoundNow> = {}): FoundNow {
  const at = ports.clock.now();
  return {
    subject: `stream:ServerLag:${server}`,
    family: 'replication-lag',
    method: 'stream',
    aspect: 'level',
    severity: 'LOW',
    score: 0.95,
    title: `Replication of ${server} lags more than usual`,
    summary: 'Its lag is 900 s; usual are 20 to 60 s.',
    nextStep: 'Look at the server.',
    since: at,
    lastAt: at,
    contextId: null,
    executionId: null,
    sourceServerId: null,
    planName: null,
    series: { metric: 'ServerLag', contextId: 'payroll', labels: { server } },
    members: [],
    memberCount: 0,
    evidence: { value: 900, unit: 'Seconds', expected: { low: 20, high: 60 }, points: [], facts: [] },
    ...change,
  };
}

function listed(engine: Awaited<ReturnType<typeof anEngine>>['engine'], state: 'open' | 'ended' | 'all' = 'all'): Finding[] {
  const any = { family: null, aspect: null, method: null, context: null, execution: null, server: null, from: null, to: null };
  return engine.inside.findings.tables.list({ ...any, state, before: null, limit: 100 });
}

const recordedOf = (engine: Awaited<ReturnType<typeof anEngine>>['engine'], type: string) =>
  engine.inside.history
    .events({ subjects: [], contextId: null, before: null, limit: 500 })
    .filter(({ event }) => event.type === type);

describe('the findings book', () => {
  it('records what is opened and ended, and nothing of what hardly moves', async () => {
    const { engine, ports } = await anEngine();
    const { findings } = engine.inside;
    findings.report({ found: [lagOf('s-1', ports)], ended: [] }, ports.clock.now());
    await settle();
    expect(engine.view().findings).toMatchObject({ [`stream:ServerLag:s-1@${ports.clock.now()}`]: { endedAt: null } });
    findings.report({ found: [lagOf('s-1', ports, { score: 0.96 })], ended: [] }, ports.clock.now());
    await settle();
    expect(recordedOf(engine, 'findings.changed')).toHaveLength(1);
    expect(findings.open().get('stream:ServerLag:s-1')?.score).toBe(0.96);
    findings.report({ found: [lagOf('s-1', ports, { score: 0.98 })], ended: [] }, ports.clock.now());
    findings.report(
      { found: [], ended: [{ subject: 'stream:ServerLag:s-1', because: 'It is usual again.' }] },
      ports.clock.now(),
    );
    await settle();
    expect(recordedOf(engine, 'findings.changed')).toHaveLength(3);
    expect(listed(engine)).toMatchObject([{ peakScore: 0.98, endedBecause: 'It is usual again.' }]);
    findings.report({ found: [], ended: [{ subject: 'stream:ServerLag:s-1', because: 'Again.' }] }, ports.clock.now());
    await settle();
    expect(recordedOf(engine, 'findings.changed')).toHaveLength(3);
  });

  it('makes an alert of a lag that lasts, in an incident, and resolves it with the finding', async () => {
    const { engine, ports } = await anEngine();
    const { findings } = engine.inside;
    findings.report({ found: [lagOf('s-1', ports)], ended: [] }, ports.clock.now());
    await settle();
    const firing = () => engine.inside.alerting.book.alertOf('finding:stream:ServerLag:s-1');
    expect(firing()).toBeUndefined();
    expect([...findings.open().values()][0]?.policy).toMatchObject({ alerts: false, why: expect.stringContaining('15 min') });
    await ports.time.advance(15 * 60_000);
    await settle();
    expect(firing()).toMatchObject({ status: 'FIRING', severity: 'MEDIUM', origin: 'finding', value: 900, threshold: 60 });
    findings.report(
      { found: [], ended: [{ subject: 'stream:ServerLag:s-1', because: 'It is usual again.' }] },
      ports.clock.now(),
    );
    await settle();
    expect(firing()).toMatchObject({ status: 'RESOLVED', resolvedBecause: 'It is usual again.' });
  });

  it('is taken up after a restart, and what nobody finds again ends', async () => {
    const first = await anEngine();
    first.engine.inside.findings.report(
      { found: [lagOf('s-1', first.ports), lagOf('s-2', first.ports)], ended: [] },
      first.ports.clock.now(),
    );
    await first.engine.stop('restart');
    const { engine, ports } = await anEngine({ dataDir: first.dataDir, ports: first.ports });
    const { findings } = engine.inside;
    expect([...findings.open().keys()].sort()).toEqual(['stream:ServerLag:s-1', 'stream:ServerLag:s-2']);
    findings.report({ found: [lagOf('s-1', ports)], ended: [] }, ports.clock.now());
    await ports.time.advance(31 * 60_000);
    await settle();
    expect(listed(engine, 'open')).toMatchObject([{ subject: 'stream:ServerLag:s-1' }]);
    expect(listed(engine, 'ended')).toMatchObject([{ endedBecause: expect.stringContaining('not running') }]);
    expect(listed(engine)).toHaveLength(2);
  });

  it('takes what people say: fewer of a kind, taken back by saying otherwise, and kept with the finding', async () => {
    const { engine, ports } = await anEngine();
    const { findings } = engine.inside;
    findings.report({ found: [lagOf('s-1', ports)], ended: [] }, ports.clock.now());
    await settle();
    const [{ findingId } = { findingId: '' }] = listed(engine);
    const shipped = findings.thresholdOf('replication-lag.level');
    const judged = await findings.judge(findingId, { verdict: 'not-useful', note: 'backup window' }, operator);
    expect(judged).toMatchObject({ ok: true, value: { before: 1, sensitivity: 0.7 } });
    expect((1 - findings.thresholdOf('replication-lag.level')) / (1 - shipped)).toBeCloseTo(0.5, 2);
    const again = await findings.judge(findingId, { verdict: 'not-useful', note: null }, operator);
    expect(again).toMatchObject({ ok: true, value: { before: 0.7, sensitivity: 0.7 } });
    const taken = await findings.judge(findingId, { verdict: 'useful', note: null }, operator);
    expect(taken).toMatchObject({ ok: true, value: { sensitivity: 1 } });
    expect(listed(engine)).toMatchObject([{ feedback: { verdict: 'useful', actor: 'person:ada' } }]);
    expect(findings.settings().sensitivities).toMatchObject([{ kind: 'replication-lag.level', notUseful: 0, useful: 1 }]);
    expect(recordedOf(engine, 'finding.judged')).toHaveLength(3);
  });

  it('lets a verdict be withdrawn: the sensitivity is what it was, and nothing is said of the finding', async () => {
    const { engine, ports } = await anEngine();
    const { findings } = engine.inside;
    findings.report({ found: [lagOf('s-1', ports)], ended: [] }, ports.clock.now());
    await settle();
    const [{ findingId } = { findingId: '' }] = listed(engine);
    await findings.judge(findingId, { verdict: 'not-useful', note: 'by mistake' }, operator);
    const withdrawn = await findings.judge(findingId, { verdict: 'withdrawn', note: null }, operator);
    expect(withdrawn).toMatchObject({ ok: true, value: { before: 0.7, sensitivity: 1, finding: { feedback: null } } });
    expect(listed(engine)).toMatchObject([{ feedback: null }]);
    expect(findings.settings().sensitivities).toMatchObject([{ sensitivity: 1, notUseful: 0, useful: 0 }]);
    // Nothing is left to withdraw, and nothing is recorded of it.
    await findings.judge(findingId, { verdict: 'withdrawn', note: null }, operator);
    expect(recordedOf(engine, 'finding.judged')).toHaveLength(2);
  });

  it('ends what nobody watches any more, and opens nothing of it', async () => {
    const { engine, ports } = await anEngine();
    const { findings } = engine.inside;
    findings.report({ found: [lagOf('s-1', ports)], ended: [] }, ports.clock.now());
    const off = DetectionSettings.parse({ policies: [{ family: 'replication-lag', isOn: false }] });
    expect(await findings.store.replace(off, null, operator)).toMatchObject({ ok: true });
    findings.report({ found: [lagOf('s-2', ports)], ended: [] }, ports.clock.now());
    await settle();
    expect(listed(engine)).toMatchObject([
      { subject: 'stream:ServerLag:s-1', endedBecause: 'It is not watched any more, as set.' },
    ]);
  });

  it('leaves out what is no finding, and keeps the rest', async () => {
    const { engine, ports } = await anEngine();
    const broken = lagOf('s-1', ports, { score: Number.NaN });
    engine.inside.findings.report({ found: [broken, lagOf('s-2', ports)], ended: [] }, instantOf(ports.clock.nowMs()));
    await settle();
    expect(listed(engine)).toMatchObject([{ subject: 'stream:ServerLag:s-2' }]);
  });
});
