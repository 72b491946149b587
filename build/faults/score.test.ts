import { expect, test } from 'vitest';
import type { CauseId } from '../../shared/domain/alerting/causes/cause-ids';
import { labelledFaults } from './labels';
import type { Found } from './outcome';
import { shortOf } from './report';
import { figuresOf, judge } from './score';

const none = { incidents: 0, everything: 0 };
const nothingFound = { found: 0, alerted: 0 };

function found(label: readonly [string, string], causes: readonly CauseId[], told = 1): Found {
  return {
    incidentId: `inc-${label.join()}`,
    title: 'something',
    severity: 'HIGH',
    labels: [label],
    causes,
    told,
    isResolved: false,
    isSuppressed: false,
  };
}

function faultOf(name: string) {
  const fault = labelledFaults().find((one) => one.name === name);
  if (fault === undefined) throw new Error(`there is no ${name}`);
  return fault;
}

test('the library holds at least forty faults and some harmless stories, half of each held back', () => {
  const faults = labelledFaults();
  expect(faults.filter(({ expected }) => expected.length > 0).length).toBeGreaterThanOrEqual(40);
  for (const isHarmless of [true, false]) {
    const own = faults.filter(({ expected }) => (expected.length === 0) === isHarmless);
    const back = own.filter(({ set }) => set === 'held-back').length;
    expect(Math.abs(own.length - 2 * back)).toBeLessThanOrEqual(4);
  }
});

test('the right cause in the first place is well; the same further down, or two incidents about one fault, is not', () => {
  const fault = faultOf('subnet-full');
  const right = found(['plan', 'Payroll DR'], ['subnet-out-of-addresses', 'unknown']);
  const figures = (incidents: readonly Found[]) =>
    figuresOf([judge(fault, { incidents, quiet: [], messages: none, findings: nothingFound })]);
  expect(figures([right])).toMatchObject({ recall: 1, precision: 1, causeFirst: 1, falsePositiveRate: 0, fragments: 0 });
  expect(figures([{ ...right, causes: ['unknown', 'subnet-out-of-addresses'] }])).toMatchObject({ recall: 1, causeFirst: 0 });
  expect(figures([right, found(['server', 's-0a1b2c3d4e5f60a03'], [])])).toMatchObject({ fragments: 1, precision: 0.5 });
  expect(figures([])).toMatchObject({ recall: 0, missed: 1 });
});

test('an incident about nothing that happened is a false one, and wakes somebody in a harmless story', () => {
  const wrong = found(['server', 's-else'], ['agent-disconnected']);
  const faulty = judge(faultOf('subnet-full'), { incidents: [wrong], quiet: [], messages: none, findings: nothingFound });
  const harmless = judge(faultOf('quiet'), { incidents: [wrong], quiet: [], messages: none, findings: nothingFound });
  const figures = figuresOf([faulty, harmless]);
  expect(figures).toMatchObject({ falsePositives: 2, falsePositiveRate: 1, harmlessAlarmed: 1, missed: 1 });
  expect(shortOf(figures)).toHaveLength(3);
});

test('what is tolerated counts neither for nor against, and being told too often is seen', () => {
  const pause = found(['kind', 'execution-paused'], ['waits-for-approval']);
  const tolerated = judge(faultOf('approved-at-once'), { incidents: [pause], quiet: [], messages: none, findings: nothingFound });
  expect(figuresOf([tolerated])).toMatchObject({ falsePositives: 0, harmlessAlarmed: 0 });
  const often = judge(faultOf('stall-agent'), {
    incidents: [found(['server', 's-0a1b2c3d4e5f60w02'], ['agent-disconnected'], 9)],
    quiet: [],
    messages: none,
    findings: nothingFound,
  });
  expect(figuresOf([often])).toMatchObject({ toldTooOften: 1, notificationsPerIncident: 9 });
});

test('what is found unusual is counted, and in harmless stories by itself', () => {
  const outcome = { incidents: [], quiet: [], messages: none };
  const faulty = judge(faultOf('subnet-full'), { ...outcome, findings: { found: 3, alerted: 1 } });
  const harmless = judge(faultOf('quiet'), { ...outcome, findings: { found: 2, alerted: 1 } });
  const calm = judge(faultOf('quiet'), { ...outcome, findings: nothingFound });
  expect(figuresOf([faulty, harmless, calm])).toMatchObject({
    findings: 5,
    findingsAlerted: 2,
    harmlessWithFindings: 1,
    harmlessWithFindingAlerts: 1,
  });
});
