import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluateFramework } from './evaluate';
import { evidenceKinds } from './evidence/registry';
import { readFramework } from './read-framework';
import { fixtureSources, YEAR } from './testing/fixture-sources';

const FOLDER = 'resources/frameworks';
const shipped = readdirSync(FOLDER).map((file) => ({ file, value: JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) }));

describe.each(shipped)('$file', ({ value }) => {
  test('can be read, and holds against an empty console without being satisfied by nothing', () => {
    const read = readFramework(value);
    expect(read).toMatchObject({ ok: true });
    if (!read.ok) return;
    const { totals, controls } = evaluateFramework(read.value, fixtureSources(), YEAR);
    expect(totals.satisfied + totals.partly + totals.not + totals.notAssessed).toBe(controls.length);
    expect(controls.filter(({ reasons }) => reasons.length === 0)).toEqual([]);
    expect(totals.satisfied).toBe(0);
  });

  test('answers or hands on every control, and has two or three ready reports', () => {
    for (const control of value.controls) expect(control.evidence.length + control.elsewhere.length).toBeGreaterThan(0);
    expect(value.reports.length).toBeGreaterThanOrEqual(2);
  });
});

test('every problem is named by its field, and nothing is thrown', () => {
  const control = { id: 'C', group: '', title: 'T', asks: '', elsewhere: [] };
  const problems = (value: unknown) => {
    const read = readFramework(value);
    return read.ok ? [] : read.error.map(({ field }) => field);
  };
  const own = (controls: unknown[], more = {}) => ({ frameworkId: 'OWN', name: 'N', version: '', about: '', controls, ...more });
  expect(problems(own([{ ...control, evidence: [{ kind: 'moon-phase', answers: '' }] }]))).toEqual([
    'controls[0].evidence[0].kind',
  ]);
  expect(problems(own([{ ...control, evidence: [{ kind: 'drill-success', parameters: { atLeast: 3 }, answers: '' }] }]))).toEqual(
    ['controls[0].evidence[0].parameters.atLeast'],
  );
  expect(
    problems(own([{ ...control, evidence: [{ kind: 'drill-success', parameters: { atleast: 1 }, answers: '' }] }])),
  ).toHaveLength(1);
  expect(
    problems(
      own([
        { ...control, evidence: [] },
        { ...control, evidence: [] },
      ]),
    ),
  ).toEqual(['controls[1].id']);
  expect(problems(own([]))).toEqual(['controls']);
  expect(problems(own([{ ...control, evidence: [] }], { frameworkId: '../x' }))).toEqual(['frameworkId']);
  expect(
    problems(
      own([{ ...control, evidence: [] }], { reports: [{ ReportId: 'r', Name: 'R', Sections: [{ Name: 'S', Type: 'NO' }] }] }),
    ),
  ).toEqual(['reports[0].Sections[0].Type']);
  for (const odd of [null, 7, 'text', [], {}, { controls: 3 }]) expect(problems(odd).length).toBeGreaterThan(0);
});

test('kinds of evidence have names of their own, and take their own defaults', () => {
  expect(new Set(evidenceKinds.map(({ kind }) => kind)).size).toBe(evidenceKinds.length);
  for (const one of evidenceKinds) expect([one.kind, one.problems({})]).toEqual([one.kind, []]);
});
