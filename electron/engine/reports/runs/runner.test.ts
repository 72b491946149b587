import { expect, test } from 'vitest';
import { type Instant, instantOf } from '../../../../shared/domain/primitives';
import type { ReportConfiguration } from '../../../../shared/domain/reports/report-configuration';
import type { ReportRun } from '../../../../shared/domain/reports/report-run';
import { err, ok, type Result } from '../../../../shared/lib/result';
import type { CommitError } from '../../engine-api';
import { recordingLog } from '../../testing/fakes';
import { createRunner, type MadeReport, type RunWish, scheduledRunId } from './runner';

const definition: ReportConfiguration = {
  ReportId: 'monthly',
  Name: 'Monthly',
  Sections: [{ Name: 'Text', Type: 'TEXT' }],
  Distribution: { Recipients: ['a@example.com'], Format: 'JSON', DeliveryMethod: 'EMAIL' },
};
const at = instantOf(Date.UTC(2026, 3, 1, 6));
const wish: RunWish = {
  runId: scheduledRunId('monthly', at),
  format: null,
  asOf: at,
  because: 'schedule',
  dueAt: at,
  language: 'en',
  deliver: true,
};
const made: MadeReport = {
  file: { name: 'Monthly.json', bytes: 2, sha256: 'aa', rows: 0, signed: true },
  period: null,
  notes: [],
};

/** A runner over a record that is a map; `make` answers what is next in `outcomes`, and the last one for ever. */
function aRunner(outcomes: readonly Result<MadeReport, string>[], held: Map<string, ReportRun> = new Map()) {
  let nowMs = Date.parse(at);
  let full = false;
  let found: ReportConfiguration | null = definition;
  const made: string[] = [];
  const record = (run: ReportRun): Result<unknown, CommitError> => {
    if (full) return err({ code: 'disk-full', message: 'full' });
    held.set(run.runId, run);
    return ok(null);
  };
  const runner = createRunner({
    clock: { now: (): Instant => instantOf(nowMs), nowMs: () => nowMs },
    log: recordingLog(),
    tables: {
      read: (runId) => held.get(runId) ?? null,
      unfinished: () => [...held.values()].filter(({ state }) => state === 'waiting' || state === 'running'),
    },
    definitionOf: () => found,
    record,
    make: async ({ runId }) => {
      made.push(runId);
      return outcomes[Math.min(made.length, outcomes.length) - 1] ?? err('nothing');
    },
  });
  return {
    runner,
    held,
    made,
    later: (ms: number) => {
      nowMs += ms;
    },
    fill: (isFull: boolean) => {
      full = isFull;
    },
    removed: () => {
      found = null;
    },
    async look() {
      runner.look();
      await runner.idle();
      return [...held.values()][0];
    },
  };
}

test('a run is recorded, made once, and has its recipients from the beginning', async () => {
  const { runner, look, made: calls } = aRunner([ok(made)]);
  expect(runner.ask(definition, wish, null)).toMatchObject({ ok: true, value: { state: 'waiting', format: 'JSON' } });
  expect(await look()).toMatchObject({
    state: 'made',
    attempts: 1,
    file: { name: 'Monthly.json' },
    deliveries: [{ destination: 'a@example.com', state: 'waiting' }],
  });
  await look();
  expect(runner.ask(definition, wish, null)).toMatchObject({ ok: true, value: { state: 'made' } });
  await look();
  expect(calls).toEqual([wish.runId]);
});

test('what cannot be made is tried three times, each a while later, and then says why', async () => {
  const { runner, look, later, made: calls } = aRunner([err('The disk is full. Free space.')]);
  runner.ask(definition, wish, null);
  expect(await look()).toMatchObject({ state: 'waiting', attempts: 1, error: 'The disk is full. Free space.' });
  await look();
  expect(calls).toHaveLength(1);
  later(60_000);
  await look();
  later(60_000);
  await look();
  expect(calls).toHaveLength(2);
  later(240_000);
  expect(await look()).toMatchObject({ state: 'failed', attempts: 3, error: 'The disk is full. Free space.' });
});

test('a console that ended in the middle makes it anew', async () => {
  const first = aRunner([ok(made)]);
  first.runner.ask(definition, wish, null);
  first.runner.look();
  await first.runner.stop();
  expect([...first.held.values()][0]?.state).toBe('running');
  const second = aRunner([ok(made)], first.held);
  expect(await second.look()).toMatchObject({ state: 'made', attempts: 2 });
});

test('without a definition it fails at once; what cannot be recorded is not begun', async () => {
  const gone = aRunner([ok(made)]);
  gone.runner.ask(definition, wish, null);
  gone.removed();
  expect(await gone.look()).toMatchObject({ state: 'failed', attempts: 1 });
  const full = aRunner([ok(made)]);
  full.fill(true);
  expect(full.runner.ask(definition, wish, null).ok).toBe(false);
  full.fill(false);
  full.runner.ask(definition, wish, null);
  full.fill(true);
  await full.look();
  expect(full.made).toEqual([]);
});
