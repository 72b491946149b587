import { describe, expect, it } from 'vitest';
import type { Incident } from '../../shared/domain/alerting/incident';
import { anIncident } from '../testing/incidents';
import { anEngine, keyed } from '../testing/world';
import { allIncidents, hasIt, inState, isQuiet, noFilter, openCounts, passes, waitingIncidents } from './incidents';

const nowMs = 1_800_000_000_000;
const make = (number: number, severity: Incident['severity'], minutesAgo: number, change: Partial<Incident> = {}): Incident =>
  anIncident(number, severity, `incident ${number}`, { nowMs, minutesAgo, ...change });
const ended = {
  status: 'RESOLVED',
  needsAnswer: false,
  resolvedAt: anIncident(0, 'LOW', '', { nowMs, minutesAgo: 1 }).openedAt,
} as const;
const numbers = (all: readonly Incident[]): readonly number[] => all.map(({ number }) => number);
const view = (all: readonly Incident[]) => keyed(all, (one) => one.incidentId);

describe('incidents in a list', () => {
  const all = [
    make(1, 'CRITICAL', 90, ended),
    make(2, 'HIGH', 5),
    make(3, 'CRITICAL', 20),
    make(4, 'CRITICAL', 10),
    make(5, 'CRITICAL', 1, { status: 'ACKNOWLEDGED', needsAnswer: false }),
    make(6, 'LOW', 2),
    make(7, 'CRITICAL', 2, { status: 'MERGED', needsAnswer: false }),
  ];

  it('what waits for an answer comes first, the gravest and newest of it on top; what was merged is gone', () => {
    expect(numbers(allIncidents(view(all)))).toEqual([4, 3, 2, 6, 5, 1]);
  });

  it('only what is open and needs an answer waits for one', () => {
    expect(numbers(waitingIncidents(view(all)))).toEqual([4, 3, 2]);
  });

  it('each state has its own', () => {
    const of = (state: Parameters<typeof inState>[1]) => numbers(all.filter((one) => inState(one, state)));
    expect([of('waiting'), of('acknowledged'), of('ended')]).toEqual([[2, 3, 4], [5], [1, 7]]);
  });
});

describe('how many are open', () => {
  const alerting = { open: 1_001, needAnswer: 351, firing: 1_001, suppressed: 650, changes: 1 };
  const counted = (listed: readonly Incident[], totals: Partial<typeof alerting> = {}) => {
    const engine = anEngine(nowMs, nowMs, { alerting: { ...alerting, ...totals } });
    return openCounts({ incidents: view(listed), engine: { engine } });
  };
  const many = (count: number) => Array.from({ length: count }, (_, index) => make(index, 'HIGH', index));

  it('is counted while all of them are listed, whatever the totals were a moment ago', () => {
    expect(counted(many(3), { open: 9, needAnswer: 9 })).toEqual({ open: 3, waiting: 3, isCut: false });
  });

  it('is what the engine says where the live view has no room for all', () => {
    expect(counted(many(300))).toEqual({ open: 1_001, waiting: 351, isCut: true });
  });

  it('never says less than what is there to see', () => {
    expect(counted(many(300), { needAnswer: 2 }).waiting).toBe(300);
  });
});

describe('the filter', () => {
  const one = make(12, 'HIGH', 5, {
    planName: 'Ledger DR',
    acknowledgedBy: 'Dana',
    roles: { scribe: 'Ola' },
    labels: { subnet: 'subnet-7' },
  });

  it.each([
    ['a number', { text: '#12' }, true],
    ['words of title and labels, in any order', { text: 'SUBNET-7  incident' }, true],
    ['a word that is nowhere', { text: 'incident oslo' }, false],
    ['its plan', { plan: 'Ledger DR' }, true],
    ['another plan', { plan: 'Payroll DR' }, false],
    ['another severity', { severity: 'LOW' as const }, false],
    ['who acknowledged it', { of: 'Dana' }, true],
    ['who has a role in it', { of: 'Ola' }, true],
    ['somebody else', { of: 'Kim' }, false],
    ['what is kept quiet', { quiet: true }, false],
  ])('%s', (_name, filter, expected) => {
    expect(passes(one, { ...noFilter, ...filter })).toBe(expected);
  });

  it('is quiet where all that fires is suppressed, and not where one of them is told', () => {
    expect([isQuiet({ ...one, firing: 3, suppressed: 3 }), isQuiet({ ...one, firing: 3, suppressed: 2 })]).toEqual([true, false]);
    expect(isQuiet({ ...one, status: 'RESOLVED', firing: 0, suppressed: 0 })).toBe(false);
  });

  it('knows somebody by the name that is shown of them', () => {
    expect(hasIt({ ...one, acknowledgedBy: 'token:Kim' }, 'token:Kim')).toBe(true);
    expect(hasIt({ ...one, roles: { scribe: 'Kim' } }, 'token:Kim')).toBe(true);
  });
});
