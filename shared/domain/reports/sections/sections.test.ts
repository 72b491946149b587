import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../../../../electron/engine/reports/words';
import iso27001 from '../../../../resources/frameworks/iso27001.json';
import { Framework } from '../../frameworks/framework';
import { anExecution, anIncident, aPlan, day, entriesOf, fixtureSources, YEAR } from '../../frameworks/testing/fixture-sources';
import { msOf } from '../../primitives';
import type { Execution } from '../../view';
import type { Block, Period } from '../blocks';
import { buildSections } from '../build-sections';
import type { DeliveryRecord, ReportSources } from '../sources';
import { expectWellMade, figureIn, rowsIn } from '../testing/well-made';
import { cadenceWithin } from './drill-cadence';
import { sectionKinds } from './registry';

const framework = Framework.parse(iso27001);
const WHOLE_YEAR = { Period: { From: '2026-01-01', To: '2026-12-31' } };

function built(type: string, sources: ReportSources, configuration: Record<string, unknown> = {}, language: 'en' | 'de' = 'en') {
  const Configuration = { ...WHOLE_YEAR, ...configuration };
  const [section] = buildSections(
    { Sections: [{ Name: 'x', Type: type, Configuration }] },
    { sources, asOf: YEAR.to, zone: 'UTC', since: null, evaluation: null, framework, register: [], words: wordsIn(language) },
  );
  if (section === undefined) throw new Error('nothing was built');
  return section;
}

function blocks(...given: Parameters<typeof built>): readonly Block[] {
  const { blocks: made, troubles } = built(...given);
  expect(troubles).toEqual([]);
  return made;
}

const types = sectionKinds.map(({ type }) => type);

describe.each(['en', 'de'] as const)('in %s', (language) => {
  test.each(types)('%s of an empty period says so in words, with no share of nothing', (type) => {
    const made = blocks(type, fixtureSources(), {}, language);
    expect(made.length).toBeGreaterThan(0);
    expectWellMade(made);
    for (const block of made)
      for (const figure of block.kind === 'figures' ? block.figures : [])
        if (figure.unit === 'fraction' || figure.unit === 'duration') expect(figure.value).toBeNull();
  });

  test.each(types)('%s of a full year is well made', (type) => {
    expectWellMade(blocks(type, aYear(), {}, language));
  });
});

/** Drills that came out in every way, incidents, messages and entries. */
function aYear(): ReportSources {
  const executions = [
    anExecution({ id: 'e1', startedAt: day(10), minutes: 30 }),
    anExecution({ id: 'e2', startedAt: day(40), minutes: 90 }),
    anExecution({ id: 'e3', startedAt: day(70), status: 'FAILED', failed: 2 }),
    anExecution({ id: 'e4', startedAt: day(100), failed: 1 }),
    anExecution({ id: 'e5', startedAt: day(130), status: 'CANCELLED' }),
    anExecution({ id: 'e6', startedAt: day(160), status: 'RUNNING', plan: 'p2' }),
  ];
  return fixtureSources({
    executions,
    plans: [aPlan('p1', { rtoMinutes: 60, rpoMinutes: 15, drillEveryDays: 40 }), aPlan('p2')],
    incidents: [
      anIncident({ number: 1, openedAt: day(70), acknowledgedAfter: 5, resolvedAfter: 60 }),
      anIncident({ number: 2, openedAt: day(71), severity: 'CRITICAL' }),
      anIncident({ number: 3, openedAt: day(72), severity: 'LOW' }),
    ],
    deliveries: [aDelivery({ state: 'delivered', afterMs: 800 }), aDelivery({ state: 'failed', error: 'refused' })],
    points: [{ planId: 'p1', planName: 'Plan p1', server: 's-1', at: day(10), seconds: 600 }],
    entries: entriesOf(
      ['execution.started', day(10), { executionId: 'e1' }],
      ['access.token-made', day(11), { name: 'Auditor', role: 'view' }],
      ['access.refused', day(12), { host: 'x', reason: 'no token', count: 3 }],
      ['configuration.changed', day(13), { before: { features: { a: true } }, after: { features: { a: false } } }],
      ['configuration.changed', day(14), { templateId: 't', change: 'saved', version: 3 }],
      ['execution.completed', day(15), { executionId: 'e1' }],
    ),
  });
}

function aDelivery(change: Partial<DeliveryRecord>): DeliveryRecord {
  return {
    at: day(20),
    eventType: 'execution.failed',
    channel: 'EMAIL',
    destination: 'a@b.c',
    state: 'delivered',
    attempts: 1,
    afterMs: null,
    error: null,
    ...change,
  };
}

test('metrics, causes, objectives and the record say the same of one year', () => {
  const sources = aYear();
  const metrics = blocks('EXECUTION_METRICS', sources);
  expect(figureIn(metrics, 'Executions').value).toBe(6);
  // e1 and e2 of e1, e2, e3 and e4: the cancelled one and the open one say nothing.
  expect(figureIn(metrics, 'Success rate').value).toBe(0.5);
  expect(figureIn(metrics, 'Average duration').value).toBe(((30 + 90 + 30) / 3) * 60_000);
  expect(rowsIn(metrics, 'Why executions failed or left servers behind')).toHaveLength(2);
  const objectives = blocks('RTO_RPO', sources);
  expect(figureIn(objectives, 'Recovery time').value).toBe(0.25);
  expect(rowsIn(objectives, 'Recovery times against their objectives').map(({ result }) => result)).toEqual([
    'met',
    'missed',
    'missed',
    'missed',
    null,
    null,
  ]);
  expect(rowsIn(objectives, 'Recovery points against their objectives')[0]).toMatchObject({
    recovery_point: 600_000,
    result: 'met',
  });
  const [cadence] = rowsIn(blocks('DRILL_CADENCE', sources), 'Drills of each recovery plan');
  expect(cadence).toMatchObject({ drills: 5, succeeded: 2, standing: 'not kept' });
});

test('incidents: times of those that were answered; a merged one is told elsewhere', () => {
  const made = blocks('INCIDENTS', aYear());
  expect(figureIn(made, 'Incidents').value).toBe(3);
  expect(figureIn(made, 'Average time until answered').value).toBe(5 * 60_000);
  expect(rowsIn(made, 'Incidents by severity').map(({ severity, incidents }) => [severity, incidents])).toEqual([
    ['critical', 1],
    ['high', 1],
    ['low', 1],
  ]);
  const escalated = blocks('ESCALATION', aYear());
  expect(figureIn(escalated, 'Incidents that somebody answered').value).toBe(0.5);
  expect(rowsIn(escalated, 'Incidents that nobody answered').map(({ number }) => number)).toEqual([2]);
});

test('a change of the configuration is shown by field, with before and after', () => {
  const rows = rowsIn(blocks('CONFIGURATION_CHANGES', aYear()), 'Changes of the configuration');
  expect(rows.map(({ document, field, before, after }) => [document, field, before, after])).toEqual([
    ['Settings', 'features.a', 'true', 'false'],
    ['Template t', 'templateId: t; change: saved; version: 3', null, null],
  ]);
});

test('event types in both spellings give the same entries', () => {
  const of = (...EventTypes: string[]) =>
    rowsIn(blocks('AUDIT_LOG', aYear(), { EventTypes }), 'Entries of the audit trail').map(({ kind }) => kind);
  expect(of('execution_start', 'execution_complete')).toEqual(['execution.started', 'execution.completed']);
  expect(of('execution.started')).toEqual(['execution.started']);
  expect(of('access_change')).toEqual(of('access.'));
  expect(of()).toHaveLength(6);
  expect(rowsIn(blocks('AUDIT_LOG', aYear(), { Actor: 'nobody' }), 'Entries of the audit trail')).toEqual([]);
});

test('plans may be asked for by name or id', () => {
  const count = (Plans: string[]) => figureIn(blocks('EXECUTION_METRICS', aYear(), { Plans }), 'Executions').value;
  expect([count(['p1']), count(['Plan p2']), count(['p1', 'p2'])]).toEqual([5, 1, 6]);
});

test('a section that fails is in the report with its trouble, and the next one is whole', () => {
  const sources: ReportSources = {
    ...aYear(),
    incidents() {
      throw new Error('the table is gone');
    },
  };
  const made = buildSections(
    {
      Sections: [
        {
          Name: 'a',
          Type: 'INCIDENTS',
          Configuration: WHOLE_YEAR,
          Sections: [{ Name: 'b', Type: 'EXECUTION_METRICS', Configuration: WHOLE_YEAR }],
        },
        { Name: 'c', Type: 'NOBODY_KNOWS' },
      ],
    },
    { sources, asOf: YEAR.to, zone: 'UTC', since: null, evaluation: null, framework: null, register: null, words: wordsIn('en') },
  );
  expect(made[0]?.troubles.join()).toContain('the table is gone');
  expect([made[0]?.number, made[0]?.sections[0]?.number, made[1]?.number]).toEqual(['1', '1.1', '2']);
  expect(figureIn(made[0]?.sections[0]?.blocks ?? [], 'Executions').value).toBe(6);
  expect(made[1]?.troubles.join()).toContain('NOBODY_KNOWS');
});

const status = fc.constantFrom<Execution['status']>(
  'COMPLETED',
  'FAILED',
  'TIMED_OUT',
  'CANCELLED',
  'TERMINATED',
  'RUNNING',
  'PAUSED',
);
const execution = fc
  .record({
    status,
    failed: fc.integer({ min: 0, max: 3 }),
    minutes: fc.integer({ min: 1, max: 600 }),
    atDay: fc.integer({ min: -100, max: 500 }),
    plan: fc.constantFrom('p1', 'p2'),
    type: fc.constantFrom<'DRILL' | 'RECOVERY'>('DRILL', 'RECOVERY'),
  })
  .map(({ atDay, ...rest }) => ({ ...rest, startedAt: day(atDay) }));

test('figures of executions are those that anybody would count', () => {
  fc.assert(
    fc.property(fc.array(execution, { maxLength: 40 }), (given) => {
      const all = given.map((one, index) => anExecution({ ...one, id: `e${index}` }));
      const within = all.filter(({ startedAt }) => (startedAt ?? '').startsWith('2026'));
      const made = blocks('EXECUTION_METRICS', fixtureSources({ executions: all }));
      expectWellMade(made);
      if (within.length === 0) return void expect(made[0]?.kind).toBe('text');
      const good = within.filter(({ status: its, counts }) => its === 'COMPLETED' && counts.failed === 0).length;
      const ended = within.filter(({ status: its }) => ['COMPLETED', 'FAILED', 'TIMED_OUT'].includes(its)).length;
      expect(figureIn(made, 'Executions').value).toBe(within.length);
      expect(figureIn(made, 'Success rate').value).toBe(ended === 0 ? null : good / ended);
      const times = within
        .filter(({ status: its }) => its === 'COMPLETED')
        .map(({ durationSeconds }) => (durationSeconds ?? 0) * 1000)
        .sort((a, b) => a - b);
      const average = figureIn(made, 'Average duration').value;
      if (times.length === 0) expect(average).toBeNull();
      else expect(average).toBeCloseTo(times.reduce((a, b) => a + b, 0) / times.length, 6);
      expect(figureIn(made, 'Longest duration').value).toBe(times.at(-1) ?? null);
      const [low, high] = [times[Math.ceil(times.length / 2) - 1] ?? 0, times[Math.floor(times.length / 2)] ?? 0];
      expect(figureIn(made, 'Median duration').value).toBe(times.length === 0 ? null : (low + high) / 2);
      const byPlan = rowsIn(made, 'Executions by recovery plan');
      expect(byPlan.reduce((sum, row) => sum + Number(row.executions), 0)).toBe(within.length);
    }),
    { numRuns: 150 },
  );
});

test('the months of a chart add up to the year', () => {
  fc.assert(
    fc.property(
      fc.array(execution, { minLength: 1, maxLength: 40 }),
      fc.constantFrom('DAY', 'WEEK', 'MONTH', 'AUTO'),
      (given, Step) => {
        const all = given.map((one, index) => anExecution({ ...one, id: `e${index}` }));
        const sources = fixtureSources({ executions: all });
        const [drawn] = blocks('CHART', sources, { Metric: 'executions', Step });
        const count = all.filter(({ startedAt }) => (startedAt ?? '').startsWith('2026')).length;
        if (drawn?.kind !== 'chart') return void expect(count).toBe(0);
        expectWellMade([drawn]);
        expect(drawn.series.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(count);
      },
    ),
    { numRuns: 100 },
  );
});

test('messages: what is delivered is counted of what is decided', () => {
  const states = ['queued', 'sending', 'accepted', 'delivered', 'failed', 'expired', 'suppressed'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...states), { maxLength: 30 }), (given) => {
      const made = blocks(
        'NOTIFICATION_DELIVERY',
        fixtureSources({
          deliveries: given.map((state, index) => aDelivery({ state, channel: index % 2 === 0 ? 'EMAIL' : 'SMS' })),
        }),
        { IncludeAll: true },
      );
      expectWellMade(made);
      if (given.length === 0) return;
      const good = given.filter((state) => state === 'accepted' || state === 'delivered').length;
      const bad = given.filter((state) => state === 'failed' || state === 'expired').length;
      expect(figureIn(made, 'Delivered').value).toBe(good + bad === 0 ? null : good / (good + bad));
      expect(rowsIn(made, 'Messages that were not delivered')).toHaveLength(bad);
      expect(rowsIn(made, 'All messages')).toHaveLength(given.length);
    }),
    { numRuns: 100 },
  );
});

test('a promise of drills is kept exactly when no stretch without one is longer', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -60, max: 364 }), { maxLength: 12 }),
      fc.integer({ min: 5, max: 120 }),
      (days, every) => {
        const executions = days.map((at, index) => anExecution({ id: `e${index}`, startedAt: day(at) }));
        const period: Period = YEAR;
        const [cadence] = cadenceWithin([aPlan('p1', { drillEveryDays: every })], executions, period);
        if (days.length === 0) return void expect(cadence?.standing).toBe('never');
        // Naively: look at every hour of the year since the first drill.
        const ends = executions.map(({ endedAt }) => msOf(endedAt ?? YEAR.to)).sort((a, b) => a - b);
        const since = Math.max(msOf(YEAR.from), Math.min(...executions.map(({ startedAt }) => msOf(startedAt ?? YEAR.to))));
        let isKept = true;
        for (let at = since; at < msOf(YEAR.to); at += 3_600_000) {
          const last = ends.filter((end) => end <= at).at(-1) ?? since;
          if (at - last > every * 86_400_000) isKept = false;
        }
        // Between two looks of an hour a border may lie.
        const isNear = Math.abs((cadence?.longestGapMs ?? 0) - every * 86_400_000) <= 3_600_000;
        if (!isNear) expect(cadence?.standing).toBe(isKept ? 'kept' : 'not-kept');
      },
    ),
    { numRuns: 60 },
  );
});
