import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import type { Play } from '../../../shared/domain/training/listing';
import { aNotice } from '../../../shared/domain/training/testing/exercise';
import { err, ok } from '../../../shared/lib/result';
import type { EngineOptions } from '../engine-api';
import { createRouter } from '../handlers/router';
import { aFolder } from '../testing/a-folder';
import { anEngine } from '../testing/an-engine';
import { e1, payroll } from '../testing/events';
import { settle } from '../testing/manual-clock';
import type { BeginsWith } from './training-port';

const actor = { id: 'os:dana', role: 'act', host: 'headless' } as const;
const begins: BeginsWith = { exerciseId: 'server-failed', trainee: 'Dana', actor };

interface Stage {
  readonly restarts: { readonly play: Play | undefined; readonly begins: BeginsWith | undefined }[];
  readonly speeds: (number | undefined)[];
  readonly faults: string[];
}

function aStage(change: { begins?: BeginsWith | null; journalStays?: boolean; fixed?: string | null; refuses?: string } = {}) {
  const stage: Stage = { restarts: [], speeds: [], faults: [] };
  const rehearsal: NonNullable<EngineOptions['rehearsal']> = {
    describe: () => ({ scenario: 'payroll-drill', variant: null, operator: 'human', ended: false }),
    control: async ({ speed }) => void stage.speeds.push(speed),
    restart: (play, exercise) => void stage.restarts.push({ play, begins: exercise }),
    training: {
      listing: () => ({ scenarios: [], faults: [] }),
      fixed: change.fixed ?? null,
      journalStays: change.journalStays ?? false,
      begins: change.begins ?? null,
      check: (play) => (play.scenario === 'unknown' ? err({ field: 'scenario', message: 'there is none' }) : ok(null)),
      faults: async () => ok(stage.faults),
      setFault: async (name) => {
        if (change.refuses !== undefined) return err(change.refuses);
        stage.faults.push(name);
        return ok(null);
      },
      inject: async () => ok(['ConsoleLogin']),
    },
  };
  return { stage, rehearsal };
}

const routed = (engine: Awaited<ReturnType<typeof anEngine>>['engine']) => {
  const { training } = createRouter(engine);
  const context = { context: { actor } };
  return {
    session: () => call(training.session, {}, context),
    answer: (taskId: string, optionId: string) => call(training.answer, { taskId, optionId }, context),
    seen: (screen: string, thing: string | null) => call(training.seen, { screen, thing }, context),
    finish: () => call(training.finish, {}, context),
    start: (play: Partial<Play> & { scenario: string }) => call(training.start, play, context),
    startExercise: (exerciseId: string) => call(training.startExercise, { exerciseId }, context),
    reports: () => call(training.reports, {}, context),
    scenarios: () => call(training.scenarios, {}, context),
  };
};

test('a real console practises nothing and says how to', async () => {
  const { engine } = await anEngine({
    options: { trainingConsole: { command: 'npx tocsin serve --rehearse payroll-drill', open: null } },
  });
  const console = routed(engine);
  await expect(console.start({ scenario: 'payroll-drill' })).rejects.toMatchObject({
    code: 'UNPROCESSABLE_CONTENT',
    message: expect.stringContaining('npx tocsin serve --rehearse payroll-drill'),
  });
  expect(await console.scenarios()).toMatchObject({ here: false, canOpen: false, scenarios: [] });
  expect(await console.session()).toEqual({ session: null });
});

test('another scenario is checked before anything ends', async () => {
  const { stage, rehearsal } = aStage();
  const { engine } = await anEngine({ options: { rehearsal } });
  await expect(routed(engine).start({ scenario: 'unknown' })).rejects.toMatchObject({ data: { field: 'scenario' } });
  expect(stage.restarts).toEqual([]);
  await routed(engine).start({ scenario: 'two-regions', speed: 120 });
  expect(stage.restarts).toMatchObject([{ play: { scenario: 'two-regions', speed: 120, operator: 'human' } }]);
});

test('an exercise hands its scenario and its trainee to the next engine', async () => {
  const { stage, rehearsal } = aStage();
  const { engine } = await anEngine({ options: { rehearsal } });
  await routed(engine).startExercise('silent-queue');
  expect(stage.restarts).toMatchObject([
    { play: { scenario: 'payroll-drill', variant: 'A' }, begins: { exerciseId: 'silent-queue', trainee: 'os:dana' } },
  ]);
  await expect(routed(engine).startExercise('none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('it is judged from the journal, slows down when its moment comes, and its report is kept', async () => {
  const { stage, rehearsal } = aStage({ begins });
  const { engine, ports, dataDir } = await anEngine({ options: { rehearsal } });
  const console = routed(engine);
  expect((await console.session()).session).toMatchObject({ trainee: 'Dana', progress: { begunAt: null } });
  const at = ports.clock.now();
  engine.commit([noticeOf(at)]);
  expect((await console.session()).session?.progress).toMatchObject({ begunAt: at, settled: false });
  await settle();
  expect(stage.speeds).toEqual([2]);
  await console.seen('live', 'app-03');
  await console.answer('cause', 'quota');
  const { session } = await console.answer('cause', 'addresses');
  expect(session?.progress.tasks.map(({ taskId, state }) => [taskId, state])).toEqual([
    ['acknowledge', 'open'],
    ['look', 'done'],
    ['cause', 'done'],
    ['remedy', 'open'],
    ['inform', 'open'],
    ['keep', 'open'],
  ]);
  await expect(console.answer('cause', 'no such')).rejects.toMatchObject({ data: { field: 'optionId' } });
  const report = await console.finish();
  expect(report).toMatchObject({ outcome: 'not-passed', because: 'stopped', rehearsal: true });
  expect(report.tasks.find(({ taskId }) => taskId === 'cause')).toMatchObject({ wrong: ['quota'], state: 'done' });
  expect(await console.session()).toEqual({ session: null });
  await engine.stop('play again');

  const next = await anEngine({ dataDir, options: { rehearsal: aStage().rehearsal } });
  expect((await routed(next.engine).reports()).items).toEqual([report]);
});

test('a fault that the simulator refuses is not passed over in silence', async () => {
  const { rehearsal } = aStage({ begins: { ...begins, exerciseId: 'throttled-account' }, refuses: 'there is no such fault' });
  const { engine, ports } = await anEngine({ options: { rehearsal } });
  const wave = { contextId: payroll, executionId: e1, waveNumber: 1, label: 'Wave 2', from: null, to: 'RUNNING' as const };
  engine.commit([{ type: 'wave.changed', at: ports.clock.now(), ...wave }]);
  expect((await routed(engine).session()).session?.progress.begunAt).not.toBeNull();
  await settle();
  expect(ports.log.lines).toContainEqual(
    expect.objectContaining({ level: 'warn', fields: { fault: 'drs:throttle', reason: 'there is no such fault' } }),
  );
});

test('reports that cannot be understood are put aside, and the log says where', async () => {
  const dataDir = aFolder();
  await writeFile(join(dataDir, 'training.json'), '{"version": 7}');
  const { engine, ports } = await anEngine({ dataDir, options: { rehearsal: aStage().rehearsal } });
  expect((await routed(engine).reports()).items).toEqual([]);
  const said = ports.log.lines.find(({ message }) => message.includes('put aside'));
  expect(said?.fields).toMatchObject({ file: expect.stringContaining('training.json.invalid-') });
});

test('it ends with its rehearsal, but goes on where the journal does', async () => {
  const { rehearsal } = aStage({ begins });
  const first = await anEngine({ options: { rehearsal } });
  await first.engine.stop('play again');
  const after = await anEngine({ dataDir: first.dataDir, options: { rehearsal: aStage().rehearsal } });
  expect((await routed(after.engine).reports()).items).toMatchObject([{ because: 'rehearsal', outcome: 'not-passed' }]);
  expect(await routed(after.engine).session()).toEqual({ session: null });

  const apart = await anEngine({ options: { rehearsal: aStage({ begins, journalStays: true }).rehearsal } });
  const { session } = await routed(apart.engine).session();
  await apart.engine.stop('asked to');
  const restarted = await anEngine({ dataDir: apart.dataDir, options: { rehearsal: aStage({ journalStays: true }).rehearsal } });
  expect((await routed(restarted.engine).session()).session).toMatchObject({ sessionId: session?.sessionId, trainee: 'Dana' });
});

function noticeOf(at: ReturnType<Awaited<ReturnType<typeof anEngine>>['ports']['clock']['now']>) {
  const { notice } = aNotice('n1', 'server-launch-failed', 0);
  return { type: 'notice.raised' as const, at, notice: { ...notice, raisedAt: at } };
}
