import { expect, test } from 'vitest';
import type { Attachment } from './attachment';
import { evaluateFramework } from './evaluate';
import type { Control, Framework } from './framework';
import { readFramework } from './read-framework';
import { anExecution, anIncident, aPlan, day, entriesOf, fixtureSources, YEAR } from './testing/fixture-sources';

const attached = (given: Partial<Attachment>): Attachment => ({
  attachmentId: 'e1',
  frameworkId: 'OWN',
  controlId: 'C1',
  answers: 'The policy',
  statement: 'Approved in May.',
  file: null,
  addedBy: 'ada',
  addedAt: day(10),
  validUntil: null,
  withdrawnAt: null,
  ...given,
});

function frameworkWith(evidence: Control['evidence'], elsewhere: Control['elsewhere'] = []): Framework {
  const read = readFramework({
    frameworkId: 'OWN',
    name: 'Own',
    version: '1',
    about: '',
    controls: [{ id: 'C1', group: 'G', title: 'T', asks: 'A', evidence, elsewhere }],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

const success: Control['evidence'][number] = { kind: 'drill-success', parameters: { of: 'DRILL', atLeast: 0.9 }, answers: '' };
const policy = { what: 'The policy', who: 'Management' };
const good = anExecution({ id: 'good', startedAt: day(20) });
const bad = anExecution({ id: 'bad', startedAt: day(21), status: 'FAILED' });

function resultOf(framework: Framework, given: Parameters<typeof fixtureSources>[0]) {
  const [control] = evaluateFramework(framework, fixtureSources(given), YEAR).controls;
  return [control?.result, control?.reasons.join(' ')];
}

test('an empty period is not assessed, never satisfied', () => {
  const [result, reasons] = resultOf(frameworkWith([success]), {});
  expect(result).toBe('not-assessed');
  expect(reasons).toContain('Could not be judged');
});

test('evidence that holds satisfies, evidence that fails does not, and half is partly', () => {
  expect(resultOf(frameworkWith([success]), { executions: [good] })[0]).toBe('satisfied');
  expect(resultOf(frameworkWith([success]), { executions: [bad] })[0]).toBe('not');
  expect(resultOf(frameworkWith([success]), { executions: [good, bad] })[0]).toBe('partly');
});

test('what must come from elsewhere keeps a control at partly until somebody attaches it', () => {
  const framework = frameworkWith([success], [policy]);
  const at = (given: Partial<Attachment>) => resultOf(framework, { executions: [good], attachments: [attached(given)] })[0];
  expect(resultOf(framework, { executions: [good] })).toEqual(['partly', expect.stringContaining('Not attached: The policy')]);
  expect(at({})).toBe('satisfied');
  expect(at({ validUntil: day(300) })).toBe('partly');
  expect(at({ withdrawnAt: day(11) })).toBe('partly');
  expect(at({ answers: null })).toBe('partly');
  expect(at({ controlId: 'C2' })).toBe('partly');
  expect(at({ frameworkId: 'OTHER' })).toBe('partly');
});

test('a control that cannot be answered from here rests on what is attached, and says so', () => {
  const framework = frameworkWith([], [policy, { what: 'The review', who: 'Audit' }]);
  expect(resultOf(framework, {})[0]).toBe('not-assessed');
  expect(resultOf(framework, { attachments: [attached({})] })[0]).toBe('partly');
  const both = [attached({}), attached({ attachmentId: 'e2', answers: 'The review' })];
  expect(resultOf(framework, { attachments: both })).toEqual(['satisfied', expect.stringContaining('attached alone')]);
});

test('a failed drill without anything made of it is an exception, with its entry in the log', () => {
  const followed: Control['evidence'][number] = { kind: 'failures-followed-up', parameters: {}, answers: '' };
  const entries = entriesOf(
    ['execution.started', day(21), { executionId: 'bad' }],
    ['execution.failed', day(21), { executionId: 'bad' }],
  );
  const given = { executions: [good, bad], entries };
  const evaluated = evaluateFramework(frameworkWith([followed]), fixtureSources(given), YEAR);
  const [evidence] = evaluated.controls[0]?.evidence ?? [];
  expect(evidence?.population).toMatchObject({ size: 1, exceptionCount: 1 });
  expect(evidence?.population?.exceptions[0]).toMatchObject({
    auditSeq: 1,
    ref: { kind: 'execution', id: 'bad' },
    why: 'No incident of it was opened.',
  });
  const dealtWith = anIncident({ number: 1, openedAt: day(21), acknowledgedAfter: 5, resolvedAfter: 60, executionId: 'bad' });
  expect(resultOf(frameworkWith([followed]), { ...given, incidents: [dealtWith] })[0]).toBe('satisfied');
});

test('a plan that was not drilled for longer than its interval is an exception', () => {
  const cadence: Control['evidence'][number] = { kind: 'drill-cadence', parameters: {}, answers: '' };
  const at = (days: readonly number[], asOf = day(99), every = 40) =>
    resultOf(frameworkWith([cadence]), {
      asOf,
      plans: [aPlan('p1', { drillEveryDays: every })],
      executions: days.map((n) => anExecution({ id: `d${n}`, startedAt: day(n) })),
    })[0];
  expect(at([30, 60, 90])).toBe('satisfied');
  expect(at([30, 80, 90])).toBe('not');
  expect(at([-10, 25, 60, 90])).toBe('satisfied');
  expect(at([])).toBe('not');
  expect(at([], day(20))).toBe('satisfied');
  const without = { plans: [aPlan('p1'), aPlan('p2', { drillEveryDays: 400 })] };
  expect(resultOf(frameworkWith([cadence]), without)[0]).toBe('partly');
  expect(resultOf(frameworkWith([cadence]), { plans: [aPlan('p1')] })[0]).toBe('not-assessed');
});

test('risks are judged by the evidence of their treatment', () => {
  const framework: Framework = {
    ...frameworkWith([success]),
    risks: [
      { id: 'R1', risk: 'Plans do not work', treatment: 'Drills', evidence: ['drill-success'], owner: 'Ops' },
      { id: 'R2', risk: 'Fire', treatment: 'Insurance', evidence: [], owner: 'Risk' },
    ],
  };
  const { risks } = evaluateFramework(framework, fixtureSources({ executions: [good] }), YEAR);
  expect(risks.map(({ result }) => result)).toEqual(['satisfied', 'not-assessed']);
});
