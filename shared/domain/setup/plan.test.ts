import { describe, expect, test } from 'vitest';
import type { Discovered } from './discovered';
import { planOf, removalOf } from './plan';
import { readsOf } from './reads';
import type { Resource, Seen } from './resource';
import { templateOf } from './template';
import { decide, type Home, wantedOf } from './wanted';
import { filterPolicyProblem, pickedBy, SetupWishes } from './wishes';

const home: Home = {
  accountId: '111122223333',
  region: 'us-east-1',
  partition: 'aws',
  project: 'aws-drs-orchestration',
  installationId: 'inst-1',
  queueName: 'aws-drs-orchestration-console-inst-1',
};
const topic = 'arn:aws:sns:us-east-1:111122223333:aws-drs-orchestration-execution-notifications-dev';
const machine = 'arn:aws:states:us-east-1:111122223333:stateMachine:aws-drs-orchestration-orchestration-dev';
const target = { accountId: '444455556666', region: 'eu-west-1' };
const decided = (wishes: unknown = {}) =>
  decide(SetupWishes.parse(wishes), { topics: [topic], stateMachines: [machine], places: [target] });
const wanted = wantedOf(decided(), home);
const present = (resource: Resource, change: Partial<Extract<Seen, { kind: 'present' }>> = {}): Seen => ({
  kind: 'present',
  ours: true,
  settings: { ...resource.settings },
  ...change,
});
const seenAs = (seen: (resource: Resource) => Seen) => new Map(wanted.map((resource) => [resource.id, seen(resource)]));

describe('a plan', () => {
  test('makes everything in an empty account, queues first', () => {
    const plan = planOf(wanted, new Map(), []);
    expect(new Set(plan.map(({ state }) => state))).toEqual(new Set(['create']));
    expect(plan.slice(0, 2).map(({ resource }) => resource.kind)).toEqual(['queue', 'queue']);
    expect(plan.every(({ permissions }) => permissions.length > 0)).toBe(true);
  });

  test('does nothing where all is as it should be, however AWS formats its JSON', () => {
    const spaced = (text: string) => (text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : text);
    const seen = seenAs((resource) =>
      present(resource, {
        settings: Object.fromEntries(Object.entries(resource.settings).map(([name, value]) => [name, spaced(value)])),
      }),
    );
    expect(planOf(wanted, seen, wanted).map(({ state, permissions }) => [state, permissions.length])).toEqual(
      wanted.map(() => ['exists', 0]),
    );
  });

  test('never touches what is not ours', () => {
    const plan = planOf(
      wanted,
      seenAs((resource) => present(resource, { ours: false })),
      [],
    );
    expect(plan.map(({ state, permissions }) => [state, permissions.length])).toEqual(wanted.map(() => ['clash', 0]));
  });

  test('names what differs', () => {
    const [rule] = wanted.filter(({ kind }) => kind === 'rule');
    if (rule === undefined) throw new Error('no rule is wanted');
    const seen = present(rule, { settings: { ...rule.settings, state: 'DISABLED' } });
    expect(planOf([rule], new Map([[rule.id, seen]]), [])).toMatchObject([{ state: 'change', differences: ['state'] }]);
  });

  test('removes what is ours and no longer wanted, and with everything else the queues last', () => {
    const without = wantedOf(decided({ security: false, forwardFrom: [] }), home);
    const removed = planOf(without, new Map(), wanted).filter(({ state }) => state === 'remove');
    expect(removed.map(({ resource }) => resource.name.split('-').at(-1)).sort()).toEqual(
      ['444455556666', 'denied', 'forward', 'forward', 'in', 'security'].sort(),
    );
    expect(removalOf(wanted).at(-1)?.resource.kind).toBe('queue');
  });
});

test('everything wanted stands in a template, per place, and refers to what is in it', () => {
  const here = wanted.filter(({ accountId, region }) => accountId === home.accountId && region === home.region);
  const { Resources } = templateOf(here, { description: 'test', installationId: 'inst-1' });
  const text = JSON.stringify(Resources);
  for (const { name } of here.filter(({ kind }) => kind !== 'subscription')) expect(text).toContain(name);
  const ids = new Set(Object.keys(Object(Resources)));
  for (const [, id] of text.matchAll(/"DependsOn":"(\w+)"/g)) expect(ids).toContain(id);
});

test.each([
  ['{"eventType":["fail"]}', null],
  ['', null],
  ['fail', /not valid JSON/],
  ['[]', /JSON object/],
  ['{"eventType":[]}', /./],
  ['{"eventType":{"inner":["fail"]}}', /./],
  ['{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}', /5/],
  [JSON.stringify({ a: Array.from({ length: 151 }, (_, n) => n) }), /150/],
])('the filter policy %s', (text, problem) => {
  const found = filterPolicyProblem(text);
  if (problem === null) expect(found).toBeNull();
  else expect(found).toMatch(problem);
});

describe('what is picked by hand', () => {
  const none = { items: [], unread: null };
  const found = (tables: readonly string[], unread = false): Discovered => ({
    place: { accountId: home.accountId, region: home.region },
    topics: none,
    stateMachines: { items: [{ name: 'payroll', arn: `${machine}-payroll`, matches: false }], unread: null },
    tables: {
      items: tables.map((name) => ({ name, matches: false })),
      unread: unread ? { message: 'denied', action: 'dynamodb:ListTables', resource: '*' } : null,
    },
    drsPlaces: [],
    trails: none,
    alarms: none,
    oldQueues: none,
  });
  const usual = {
    stateMachineArn: machine,
    tables: { executionHistory: 'usual-history', recoveryPlans: 'usual-plans', protectionGroups: 'usual-groups' },
  };
  const states = (wishes: unknown, discovered: Discovered) =>
    readsOf(SetupWishes.parse(wishes), discovered, usual, usual).map(({ part, name, picked, state }) => [
      part,
      name,
      picked,
      state,
    ]);

  test('is read in place of the usual names, and each says whether it is there', () => {
    expect(states({}, found(['usual-history', 'usual-plans']))).toEqual([
      ['runs', 'aws-drs-orchestration-orchestration-dev', false, 'missing'],
      ['executionHistory', 'usual-history', false, 'found'],
      ['recoveryPlans', 'usual-plans', false, 'found'],
      ['protectionGroups', 'usual-groups', false, 'missing'],
    ]);
    const wishes = { stateMachines: [`${machine}-payroll`], tables: { protectionGroups: 'payroll-groups' } };
    expect(states(wishes, found(['usual-history', 'usual-plans', 'payroll-groups']))).toEqual([
      ['runs', 'aws-drs-orchestration-orchestration-dev-payroll', true, 'found'],
      ['executionHistory', 'usual-history', false, 'found'],
      ['recoveryPlans', 'usual-plans', false, 'found'],
      ['protectionGroups', 'payroll-groups', true, 'found'],
    ]);
    expect(
      states({}, found([], true))
        .slice(1)
        .map(([, , , state]) => state),
    ).toEqual(['unknown', 'unknown', 'unknown']);
    expect(
      readsOf(SetupWishes.parse(wishes), found([]), usual, usual)
        .filter(({ inUse }) => !inUse)
        .map(({ part }) => part),
    ).toEqual(['runs', 'protectionGroups']);
    expect(pickedBy(SetupWishes.parse(wishes))).toEqual({
      stateMachineArn: `${machine}-payroll`,
      tables: { protectionGroups: 'payroll-groups' },
    });
    expect(pickedBy(SetupWishes.parse({ tables: {} }))).toBeNull();
  });

  test('must be a name AWS could have given', () => {
    expect(SetupWishes.safeParse({ tables: { recoveryPlans: 'no such name' } }).success).toBe(false);
    expect(SetupWishes.safeParse({ stateMachines: ['payroll'] }).success).toBe(false);
  });
});
