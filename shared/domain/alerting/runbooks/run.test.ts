import { describe, expect, test } from 'vitest';
import { createBook } from '../book';
import { anAlert, minute, START } from '../escalate/testing/an-incident';
import type { Incident, RunbookProgress } from '../incident';
import { newIncident } from '../incident-form';
import type { CheckWorld } from './checks/check';
import { beginRunbook, markStep } from './commands';
import { fill } from './fill';
import { parseRunbook } from './parse-runbook';
import { nextStep, runOf } from './run';
import type { Runbook } from './runbook';
import { suggestRunbooks } from './suggest';

function runbook(steps: string, head = ''): Runbook {
  const parsed = parseRunbook(`---\nid: ours\ntitle: Our way\n${head}---\nFor {{ serverName }}.\n${steps}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const lead = anAlert('a', 'HIGH', { labels: { plan: 'Payroll', serverName: "db_01'; rm -rf ~", region: 'us-east-1' } });
const incident: Incident = {
  ...newIncident({ incidentId: 'inc-a', number: 12, groupKey: 'g', lead, now: START }),
  labels: { plan: 'Payroll' },
};
const empty = { contexts: {}, sources: {}, plans: {}, executions: {}, participants: {}, jobs: {}, servers: {}, instances: {} };
const world = (rest: Partial<CheckWorld> = {}): CheckWorld => ({
  now: minute(10),
  view: empty,
  quotaLimits: {},
  incident,
  alerts: [lead],
  ...rest,
});
const progress = (...steps: [number, 'done' | 'failed' | 'skipped', number?][]): RunbookProgress => ({
  runbookId: 'ours',
  startedAt: START,
  startedBy: 'dana',
  endedAt: null,
  steps: steps.map(([step, outcome, at = 1]) => ({ step, outcome, note: null, at: minute(at), by: 'dana' })),
});

describe('filling', () => {
  const book = runbook(
    '## Do it for {{ serverName }}\nLook at {{ serverName }}.\n\ncommand:\n```sh\nssh {{ serverName }} --region {{ region }} --subnet {{ subnet }}\n```\n',
  );
  const [step] = runOf(book, null, world()).steps;

  test('a command takes a value as one word, whatever it holds', () => {
    expect(step?.commands).toEqual([
      {
        language: 'sh',
        text: `ssh 'db_01'\\''; rm -rf ~' --region us-east-1 --subnet <subnet>`,
        missing: ['subnet'],
      },
    ]);
  });

  test('in words no value becomes a mark', () => {
    expect(step?.text).toBe("Look at db\\_01'; rm -rf ~.");
    expect(step?.title).toBe("Do it for db_01'; rm -rf ~");
    expect(fill('{{ a }}', { a: '[x](javascript:y) <b>' }, 'markdown').text).toBe('\\[x\\](javascript:y) \\<b\\>');
  });

  test('labels that all share win over those of one; the incident has values of its own', () => {
    const values = runbook('## {{ plan }}, {{ incident }}, {{ severity }}\n');
    const own = anAlert('a', 'HIGH', { labels: { plan: 'Other' } });
    expect(runOf(values, null, world({ alerts: [own] })).steps[0]?.title).toBe('Payroll, 12, HIGH');
  });

  test('what the leading alert does not say is of the first that is about the same, though it is over; two are not mixed', () => {
    const values = runbook('## {{ serverName }}, {{ job }}\n');
    const plan = anAlert('plan', 'CRITICAL', { startedAt: minute(2), labels: { plan: 'Payroll', execution: 'e1' } });
    const of = (id: string, server: string, more: object) =>
      anAlert(id, 'HIGH', { status: 'RESOLVED', labels: { execution: 'e1', server, serverName: id, ...more } });
    const first = { ...of('app-03', 's-3', {}), startedAt: minute(0) };
    const second = { ...of('app-04', 's-4', { job: 'job-4' }), startedAt: minute(1) };
    const failed = { ...incident, leadAlertId: plan.alertId };
    expect(runOf(values, null, world({ incident: failed, alerts: [plan, second, first] })).steps[0]?.title).toBe('app-03, ');
  });
});

describe('the way through', () => {
  const book = runbook(
    '## One\ncheck: alerts-are-over()\nif check passes end\nif check fails go to step 3\n## Two\ntime limit: 10 minutes\n## Three\ncheck: alerts-are-over()\nif check fails go to step 1\n',
  );

  test.each([
    [[], 0],
    [[[0, 'failed']], 2],
    [[[0, 'skipped']], 1],
    [[[0, 'done']], null],
    [
      [
        [0, 'failed'],
        [2, 'failed'],
      ],
      0,
    ],
    [
      [
        [0, 'failed'],
        [2, 'done'],
      ],
      null,
    ],
  ] as const)('after %j comes %j', (steps, next) => {
    expect(
      nextStep(book, progress(...steps.map(([step, outcome]): [number, 'done' | 'failed' | 'skipped'] => [step, outcome]))),
    ).toBe(next);
  });

  test('a time limit counts from the step before', () => {
    const run = runOf(book, progress([0, 'skipped', 5]), world());
    expect(run).toMatchObject({ next: 1, isStarted: true });
    expect(run.steps.map(({ dueAt }) => dueAt)).toEqual([null, minute(15), null]);
  });

  test('a check is answered now, from live state', () => {
    expect(runOf(book, null, world()).steps[0]?.check).toMatchObject({
      says: 'no alert of this incident fires any more',
      result: { state: 'fails', text: expect.stringContaining('Subnet is full') },
    });
    const over = { ...lead, status: 'RESOLVED' as const };
    expect(runOf(book, null, world({ alerts: [over] })).steps[0]?.check?.result.state).toBe('passes');
  });
});

describe('commands', () => {
  const book = runbook('## One\ncheck: alerts-are-over()\nif check fails go to step 1\n## Two\n');
  const bookWith = (held: Incident) => {
    const alerts = createBook();
    alerts.apply({ at: START, type: 'alerts.changed', alerts: [{ ...lead, incidentId: held.incidentId }] });
    alerts.apply({ at: START, type: 'incident.changed', incident: held, entries: [], actor: null });
    return { book: alerts, at: minute(3), actor: 'dana' };
  };
  const changedBy = (made: ReturnType<typeof beginRunbook>) => {
    if (!made.ok) throw new Error(made.error.message);
    const [event] = made.value;
    if (event?.type !== 'incident.changed') throw new Error('no incident was changed');
    return event;
  };

  test('what is done stands in the incident and its timeline, by whom', () => {
    const begun = changedBy(beginRunbook('inc-a', book, bookWith(incident)));
    expect(begun.incident.runbook).toMatchObject({ runbookId: 'ours', startedBy: 'dana', steps: [] });
    expect(begun.entries).toMatchObject([{ kind: 'runbook', by: 'dana', text: 'dana began the runbook “Our way”.' }]);
    const failed = changedBy(
      markStep('inc-a', book, { step: 0, outcome: 'failed', note: 'still full' }, bookWith(begun.incident)),
    );
    expect(failed.incident.runbook).toMatchObject({ endedAt: null, steps: [{ step: 0, outcome: 'failed', by: 'dana' }] });
    expect(failed.entries).toMatchObject([{ text: 'Step 1, One: failed: “still full”' }]);
    const passed = changedBy(markStep('inc-a', book, { step: 0, outcome: 'done', note: null }, bookWith(failed.incident)));
    const ended = changedBy(markStep('inc-a', book, { step: 1, outcome: 'done', note: null }, bookWith(passed.incident)));
    expect(ended.incident.runbook?.endedAt).toBe(minute(3));
    expect(ended.incident.runbook?.steps).toHaveLength(3);
    expect(ended.entries).toHaveLength(2);
  });

  test('beginning twice changes nothing; another one takes its place', () => {
    const begun = changedBy(beginRunbook('inc-a', book, bookWith(incident))).incident;
    expect(beginRunbook('inc-a', book, bookWith(begun))).toEqual({ ok: true, value: [] });
    expect(changedBy(beginRunbook('inc-a', { ...book, runbookId: 'other' }, bookWith(begun))).incident.runbook?.runbookId).toBe(
      'other',
    );
  });

  test('what cannot be is refused', () => {
    const begun = changedBy(beginRunbook('inc-a', book, bookWith(incident))).incident;
    const mark = (step: number, of = begun, with_ = book) =>
      markStep('inc-a', with_, { step, outcome: 'done', note: null }, bookWith(of));
    expect(mark(2)).toMatchObject({ ok: false, error: { code: 'impossible' } });
    expect(mark(0, begun, { ...book, runbookId: 'other' })).toMatchObject({ ok: false, error: { code: 'impossible' } });
    expect(mark(0, { ...begun, status: 'RESOLVED' })).toMatchObject({ ok: false, error: { code: 'ended' } });
  });
});

describe('suggestions', () => {
  const cause = (
    causeId: Incident['causes'][number]['causeId'],
    runbookId: string | null = null,
  ): Incident['causes'][number] => ({
    causeId,
    title: '',
    score: 1,
    subject: null,
    evidence: [],
    nextStep: '',
    runbookId,
  });
  const shelf = [
    { ...runbook('## x\n', 'notices: [server-launch-failed]\n'), runbookId: 'kind' },
    { ...runbook('## x\n', 'causes: [replication-stalled]\nerrors: [FAILED_TO_ATTACH_STAGING_DISKS]\n'), runbookId: 'disks' },
    { ...runbook('## x\n', 'causes: [replication-stalled]\n'), runbookId: 'stalled' },
    { ...runbook('## x\n'), runbookId: 'wished' },
  ];
  const fitting = (of: Partial<Incident>, alert = lead) =>
    suggestRunbooks({ ...incident, ...of }, [alert], empty, shelf).map(({ runbook: { runbookId } }) => runbookId);

  test('its rule first, then the causes by what AWS wrote, then the kind', () => {
    const stalled = { causes: [cause('replication-stalled')] };
    expect(fitting(stalled)).toEqual(['stalled', 'disks']);
    const named = { ...lead, summary: 'FAILED_TO_ATTACH_STAGING_DISKS' };
    expect(fitting(stalled, named)).toEqual(['disks', 'stalled']);
    const wished = { ...lead, name: 'server-launch-failed', wishes: { ...lead.wishes, runbookId: 'wished' } };
    expect(fitting(stalled, wished)).toEqual(['wished', 'stalled', 'disks', 'kind']);
    // The very words of AWS win over the runbook for the cause at large.
    expect(fitting({ causes: [cause('replication-stalled', 'stalled')] }, named)).toEqual(['disks', 'stalled']);
    expect(fitting({ causes: [cause('unknown', 'disks')] })).toEqual(['disks']);
    expect(fitting({ causes: [cause('unknown')] })).toEqual([]);
  });
});
