import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadScenario, SHIPPED } from './load';
import { mergePatch } from './merge-patch';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'scenario-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** The shipped drill with a change, as a file of somebody's own. */
function ownScenario(patch: unknown): string {
  const file = join(dir, 'own.json');
  writeFileSync(file, JSON.stringify(mergePatch(SHIPPED['payroll-drill'], patch)));
  return file;
}

function problemWith(patch: unknown): string {
  const loaded = loadScenario(ownScenario(patch));
  return loaded.ok ? 'none' : loaded.error.message;
}

test('a scenario in a file of its own is played like a shipped one', () => {
  const loaded = loadScenario(ownScenario({ title: 'Our own drill' }), 'C');
  expect(loaded).toMatchObject({ ok: true, value: { title: 'Our own drill', traceEnd: '10:20:00' } });
});

test('every shipped variant is a valid scenario', () => {
  for (const variant of ['A', 'B', 'C', 'D', 'E', 'F', 'G'])
    expect(loadScenario('payroll-drill', variant)).toMatchObject({ ok: true });
});

test('what a scenario names but does not have is told with its place', () => {
  expect(problemWith({})).toBe('none');
  expect(problemWith({ targets: [] })).toContain('targets');
  expect(problemWith({ launchTimings: { 'payroll-web': null } })).toContain('payroll-web');
  expect(problemWith({ launchTimings: { 'payroll-web': { 1: { end: 1 } } } })).toContain('launchTimings.payroll-web.1');
  expect(
    problemWith({
      acts: [{ at: '08:00:00', by: 'colleague', do: 'fix-launch-config', group: 'x', subnetId: 's', appliedBy: 'd' }],
    }),
  ).toContain('acts[0].at');
  expect(
    problemWith({ acts: [{ at: '09:00:00', by: 'colleague', do: 'start', plan: 'None', type: 'DRILL', initiatedBy: 'd' }] }),
  ).toContain('plan None');
  expect(problemWith({ colour: 'red' })).toContain('colour');
});

test('a file that is missing or no JSON is told', () => {
  writeFileSync(join(dir, 'broken.json'), '{');
  expect(loadScenario(join(dir, 'broken.json'))).toMatchObject({ ok: false, error: { code: 'scenario.invalid' } });
  expect(loadScenario(join(dir, 'none.json'))).toMatchObject({ ok: false, error: { code: 'scenario.invalid' } });
});
