import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import payrollDrill from '../../resources/scenarios/payroll-drill.json';
import type { FinishRange, Forecast } from '../../shared/domain/prediction/forecast';
import { msOf } from '../../shared/domain/primitives';
import { openConsole } from './open-console';
import { aDataDir, aProgram, someFlags, someParts } from './testing/a-program';

/** "Payroll DR" without its failure and its pause: one drill of three waves, from start to end. */
function aCalmDrill(): string {
  const file = join(aDataDir(), 'calm-drill.json');
  const plans = payrollDrill.plans.map((plan) => ({
    ...plan,
    waves: plan.waves.map((wave) => ({ ...wave, pauseBefore: false })),
  }));
  const acts = payrollDrill.acts.slice(0, 1);
  writeFileSync(file, JSON.stringify({ ...payrollDrill, plans, acts, launchFailures: [], security: [], variants: {} }));
  return file;
}

function inOrder({ earliest, early, middle, late, latest }: FinishRange): boolean {
  return earliest <= early && early <= middle && middle <= late && late <= latest;
}

test('a rehearsal with history is foreseen from its start, alerts nobody of the past, and is held against its end', async () => {
  const flags = someFlags(aDataDir(), { rehearse: aCalmDrill(), speed: 600, past: 6, seed: 'road' });
  const opened = await openConsole(flags, someParts(aProgram()));
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => opened.value.stop('test ended'));
  const { engine } = opened.value;
  const heard: Forecast[] = [];
  const unlisten = engine.onView((view) => heard.push(...Object.values(view.forecasts)));
  onTestFinished(unlisten);
  const tally = () => engine.inside.prediction.record();
  await expect.poll(() => tally().executions, { timeout: 20_000, interval: 100 }).toBe(1);

  const known = heard.filter(({ state, finish }) => state === 'known' && finish !== null);
  expect(known.length).toBeGreaterThan(0);
  for (const { basis, finish, waves } of known) {
    expect(basis.ofThisPlan).toBeGreaterThanOrEqual(3);
    const ranges = [finish, ...waves.flatMap((wave) => [wave.startsAt, wave.finish])].flatMap((range) => range ?? []);
    expect(ranges.every(inOrder)).toBe(true);
    const middles = waves.flatMap((wave) => wave.finish?.middle ?? []);
    expect(middles).toEqual([...middles].sort());
  }

  const notes = engine.inside.history
    .events({ subjects: ['forecasts:all'], contextId: null, before: null, limit: 50 })
    .flatMap(({ event }) => (event.type === 'forecast.noted' ? [event] : []))
    .reverse();
  const [first, last] = [notes[0], notes.at(-1)];
  expect(last).toMatchObject({ moment: 'end', finish: null, ended: { isCompleted: true } });
  const asked = notes.flatMap(({ finish }) => finish ?? []);
  const end = last?.ended == null ? Number.NaN : msOf(last.ended.at);
  const within = asked.filter(({ earliest, latest }) => msOf(earliest) <= end && end <= msOf(latest)).length;
  expect(first?.executionId).toBe(last?.executionId);
  expect(tally().finish).toMatchObject({ of: asked.length, within90: within });

  const { executions, notices } = engine.view();
  const past = Object.values(executions).filter(({ executionId }) => executionId !== last?.executionId);
  expect(past.map(({ status }) => status).sort()).toEqual([
    'COMPLETED',
    'COMPLETED',
    'COMPLETED',
    'COMPLETED',
    'COMPLETED',
    'FAILED',
  ]);
  const ofThePast = new Set<string | null>(past.map(({ executionId }) => executionId));
  expect(Object.values(notices).filter(({ executionId }) => ofThePast.has(executionId))).toEqual([]);
}, 40_000);
