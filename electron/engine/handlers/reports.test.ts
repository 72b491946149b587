import { createRouterClient } from '@orpc/server';
import { describe, expect, test, vi } from 'vitest';
import type { ReportConfiguration } from '../../../shared/domain/reports/report-configuration';
import type { ReportRun } from '../../../shared/domain/reports/report-run';
import { knownSignatures, parseNote } from '../audit/core/note';
import { parseVerifierKey } from '../audit/core/vkey';
import type { Actor } from '../ports';
import { anEngine } from '../testing/an-engine';
import { createRouter } from './router';

const monthly: ReportConfiguration = {
  ReportId: 'report-123',
  Name: 'Monthly DR Compliance Report',
  Description: '…',
  Framework: 'SOC2',
  Schedule: { Frequency: 'MONTHLY', DayOfMonth: 1, TimeZone: 'America/New_York' },
  Sections: [
    {
      Name: 'Drill Execution Summary',
      Type: 'EXECUTION_METRICS',
      Configuration: { Period: 'LAST_MONTH', IncludeMetrics: ['success_rate', 'average_duration', 'failure_reasons'] },
    },
    {
      Name: 'Audit Trail',
      Type: 'AUDIT_LOG',
      Configuration: { Period: 'ALL', EventTypes: ['configuration_change'] },
    },
  ],
  Distribution: { Recipients: ['compliance@company.com'], Format: 'JSON', DeliveryMethod: 'EMAIL' },
};

async function aConsole() {
  const made = await anEngine();
  const router = createRouter(made.engine);
  const as = (role: Actor['role']) => {
    const actor: Actor = { id: `token:${role}`, role, host: 'headless' };
    return createRouterClient(router, { context: { actor } });
  };
  const { reports } = made.engine.inside;
  /** Until a run is over. */
  const ended = (runId: string): Promise<ReportRun> =>
    vi.waitFor(() => {
      const run = reports.runs.read(runId);
      if (run === null || run.state === 'waiting' || run.state === 'running') throw new Error('not yet');
      return run;
    });
  return { ...made, view: as('view').reports, act: as('act').reports, status: as('view').audit.status, ended };
}

describe('definitions of reports', () => {
  test('are kept exactly as they were sent, alone or as a list', async () => {
    const { act, view } = await aConsole();
    const odd = { ...monthly, Unknown: { kept: [1, 'two'] } };
    await act.definitions.put({ headers: {}, body: odd });
    expect(await view.get({ reportId: 'report-123' })).toEqual(odd);
    const whole = await view.definitions.get({});
    expect(whole.body).toEqual({ Reports: [odd] });
    await act.definitions.put({ headers: { 'if-match': whole.headers.etag }, body: { Reports: [] } });
    expect((await view.list({})).items).toEqual([]);
    await expect(
      act.definitions.put({ headers: { 'if-match': whole.headers.etag }, body: { Reports: [odd] } }),
    ).rejects.toMatchObject({ status: 409 });
  });

  test('with one bad field are refused, the field named, and nothing is half imported', async () => {
    const { act, view } = await aConsole();
    const bad = { ...monthly, ReportId: 'b', Sections: [{ Name: 'a', Type: 'NO_SUCH' }] };
    await expect(act.definitions.put({ headers: {}, body: { Reports: [monthly, bad] } })).rejects.toMatchObject({
      status: 400,
      data: { code: 'report.invalid', field: 'Reports[1].Sections[0].Type' },
    });
    expect((await view.list({})).items).toEqual([]);
    await expect(act.put({ params: { reportId: 'other' }, body: monthly })).rejects.toMatchObject({
      data: { field: 'ReportId' },
    });
    expect(await view.check({ definition: bad })).toMatchObject({ problems: [{ field: 'Sections[0].Type' }], nextAt: [] });
    const cron = { ...monthly, Schedule: { Frequency: 'CRON', Cron: '61 * * * *' } };
    expect(await view.check({ definition: cron })).toMatchObject({ problems: [{ field: 'Schedule.Cron' }] });
  });

  test('tell when they are made next, and may be changed by whoever may act only', async () => {
    const { act, view } = await aConsole();
    const listed = await act.put({ params: { reportId: 'report-123' }, body: monthly });
    expect(listed.nextAt?.slice(7)).toMatch(/^-01T1[01]:00:00\.000Z$/);
    const checked = await view.check({ definition: monthly });
    expect(checked.nextAt).toHaveLength(5);
    expect(checked.nextAt[0]).toBe(listed.nextAt);
    await expect(view.put({ params: { reportId: 'report-123' }, body: monthly })).rejects.toMatchObject({ status: 403 });
    await expect(view.run({ reportId: 'report-123' })).rejects.toMatchObject({ status: 403 });
  });
});

describe('a report', () => {
  test('is made, signed with the key of the log, taken, and all of it is recorded', async () => {
    const { act, view, status, ended, engine } = await aConsole();
    await act.put({ params: { reportId: 'report-123' }, body: monthly });
    const asked = await act.run({ reportId: 'report-123', asOf: '2100-01-01T00:00:00Z' });
    expect(asked).toMatchObject({ state: 'waiting', format: 'JSON', because: 'asked', deliveries: [] });
    const run = await ended(asked.runId);
    expect(run).toMatchObject({ state: 'made', file: { signed: true }, error: null });
    const file = await view.file({ runId: run.runId });
    const report = JSON.parse(await file.text());
    expect(report.definition).toEqual(monthly);
    // What the section says is what the log holds: the definition was saved.
    expect(report.sections[1].blocks.find(({ kind }: { kind: string }) => kind === 'table').count).toBe(1);
    const note = parseNote(Buffer.from(await (await view.signature({ runId: run.runId })).arrayBuffer()));
    const key = parseVerifierKey((await status({})).vkey ?? '');
    if (!note.ok || !key.ok) throw new Error('no note, or no key');
    expect(knownSignatures(note.value, [key.value])).toMatchObject({ ok: true });
    expect(note.value.text).toContain(`\nsha256 ${run.file?.sha256}\n`);
    const kinds = engine.inside.history
      .audit({ kind: null, before: null, limit: 200 })
      .map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString('utf8')).kind);
    expect(kinds.filter((kind: string) => kind === 'report.changed')).toHaveLength(3);
    expect(kinds).toContain('report.taken');
    expect((await view.runs({})).items.map(({ runId }) => runId)).toEqual([run.runId]);
    expect((await view.list({})).items[0]?.lastRun?.runId).toBe(run.runId);
  });

  test('is previewed without being made', async () => {
    const { view } = await aConsole();
    const { sections } = await view.preview({ definition: monthly });
    expect(sections.map(({ number, title }) => `${number} ${title}`)).toEqual(['1 Drill Execution Summary', '2 Audit Trail']);
    await expect(view.preview({ definition: { ...monthly, Sections: [] } })).rejects.toMatchObject({ status: 400 });
    expect((await view.runs({})).items).toEqual([]);
  });

  test('that is not there, or has no file, is told so', async () => {
    const { act, view } = await aConsole();
    await expect(act.run({ reportId: 'none' })).rejects.toMatchObject({ status: 404 });
    await expect(view.getRun({ runId: 'none' })).rejects.toMatchObject({ status: 404 });
    await expect(view.file({ runId: 'none' })).rejects.toMatchObject({ status: 404 });
    await act.put({ params: { reportId: 'report-123' }, body: monthly });
    const { runId } = await act.run({ reportId: 'report-123' });
    await expect(view.file({ runId })).rejects.toMatchObject({ status: 404 });
  });
});

test('the catalogue offers kinds with fields, and ready definitions that can be taken over', async () => {
  const { view } = await aConsole();
  const { kinds, periods, ready } = await view.catalogue({});
  expect(kinds.find(({ type }) => type === 'EXECUTION_METRICS')?.fields.map(({ name }) => name)).toContain('IncludeMetrics');
  expect(periods).toContain('LAST_MONTH');
  for (const definition of ready) expect((await view.check({ definition })).problems).toEqual([]);
});
