import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Exercise, type Task } from '../../../shared/domain/training/exercise';
import { Progress, TrainingReport } from '../../../shared/domain/training/progress';
import { unreachable } from '../../../shared/lib/unreachable';
import { digestsIn } from '../files';
import { expect, test } from '../fixtures';
import { root } from '../processes';
import { type Served, startServe, startSimulate } from '../serve';
import { accountEnv } from './account';
import { executionsOf } from './executions';

/** Every shipped exercise can be passed by whoever does the right things, and none of it touches the real data. */

const Held = z.object({ session: z.object({ exerciseId: z.string(), progress: Progress }).nullable() });
const Reports = z.object({ items: z.array(TrainingReport) });
const Alerts = z.object({ items: z.array(z.object({ noticeId: z.string(), kind: z.string() })) });

/** Null too while the rehearsal begins anew. */
async function sessionOf(serve: Served): Promise<z.infer<typeof Held>['session']> {
  const reply = await serve.api('/training/session');
  return reply.ok ? Held.parse(await reply.json()).session : null;
}

async function post(serve: Served, path: string, body: unknown): Promise<void> {
  const reply = await serve.api(path, { body });
  if (!reply.ok) throw new Error(`POST ${path} answered ${reply.status}: ${await reply.text()}`);
}

/** Does what a task asks for, as its check reads it. */
async function act(serve: Served, task: Task): Promise<void> {
  const { check } = task;
  switch (check.kind) {
    case 'acknowledged': {
      const alerts = Alerts.parse(await serve.get('/alerts?limit=1000')).items.filter(({ kind }) => kind === check.notice);
      for (const { noticeId } of alerts)
        await post(serve, `/alerts/${encodeURIComponent(noticeId)}/acknowledge`, { note: 'Dana looks after it until six' });
      return;
    }
    case 'seen':
      return post(serve, '/training/seen', {
        screen: check.screens[0],
        thing: check.thing === '*' ? 'sapp-01' : (check.thing ?? null),
      });
    case 'answered':
      return post(serve, '/training/answers', { taskId: task.id, optionId: check.right[0] });
    case 'commanded': {
      const [newest] = await executionsOf(serve);
      const verb = check.command.replace('executions.', '');
      return post(serve, `/executions/${newest?.executionId}/${verb}`, { note: 'checked', confirm: newest?.planName });
    }
    case 'informed':
      return post(serve, '/alerts/events', {
        events: [
          { source: 'training', name: 'word', title: 'One server did not launch. The network team looks at it; more at ten.' },
        ],
      });
    case 'came-to':
    case 'never-commanded':
      return;
    default:
      return unreachable(check);
  }
}

async function shippedExercises(): Promise<readonly Exercise[]> {
  const folder = join(root, 'resources/exercises');
  const files = (await readdir(folder)).sort();
  return Promise.all(files.map(async (file) => Exercise.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))));
}

async function pass(serve: Served, exercise: Exercise): Promise<void> {
  await post(serve, `/training/exercises/${exercise.id}/start`, { trainee: 'Dana' });
  await expect.poll(async () => (await sessionOf(serve))?.exerciseId, { timeout: 30_000 }).toBe(exercise.id);
  const begun = async () => (await sessionOf(serve))?.progress.begunAt ?? null;
  await expect.poll(begun, { timeout: 60_000 }).not.toBeNull();
  for (const task of exercise.tasks) await act(serve, task);
  const report = async () =>
    Reports.parse(await serve.get('/training/reports')).items.find(({ exerciseId }) => exerciseId === exercise.id);
  await expect.poll(async () => (await report())?.outcome, { timeout: 40_000 }).toBe('passed');
  expect((await report())?.tasks.map(({ state }) => state)).toEqual(exercise.tasks.map(() => 'done'));
}

test('every exercise can be passed, and afterwards the real data is as it was', async ({ dataDir }) => {
  test.setTimeout(400_000);
  const account = await startSimulate(['--scenario', 'payroll-drill', '--speed', '1']);
  const real = await startServe(['--data-dir', dataDir], accountEnv(account.url));
  await expect.poll(async () => (await executionsOf(real)).length, { timeout: 60_000 }).toBeGreaterThan(0);
  const refused = await real.api('/training/start', { body: { scenario: 'two-regions' } });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('npx tocsin serve --rehearse payroll-drill');
  expect(await real.stop()).toBe(0);
  await account.stop();
  const before = await digestsIn(dataDir, ['rehearsal']);

  const serve = await startServe(['--data-dir', dataDir, '--rehearse', 'payroll-drill', '--operator', 'human']);
  for (const exercise of await shippedExercises()) await test.step(exercise.id, () => pass(serve, exercise));
  expect(await serve.stop()).toBe(0);
  expect(await digestsIn(dataDir, ['rehearsal'])).toEqual(before);
});
