import { describe, expect, test } from 'vitest';
import { findPatterns, searchPatterns } from './find-patterns';
import type { PastLaunch } from './pattern';
import { DAY, launches, noisyEvents } from './testing/launches';

const traitsOf = (those: readonly PastLaunch[]) =>
  findPatterns(those).flatMap(({ traits }) =>
    traits.map((trait) => (trait.type === 'attribute' ? `${trait.name}=${trait.value}` : trait.events.join(' '))),
  );

test('where failures share nothing, next to nothing is found, though they cluster in drills', () => {
  let found = 0;
  for (let seed = 1; seed <= 200; seed += 1) if (traitsOf(launches({ seed, events: noisyEvents })).length > 0) found += 1;
  expect(found).toBeLessThanOrEqual(10);
});

describe('a subnet whose launches fail', () => {
  const inA = ({ attributes }: Pick<PastLaunch, 'attributes'>) => attributes.subnet === 'subnet-0a';
  const planted = (seed: number) =>
    launches({ seed, events: noisyEvents, chance: (launch, usual) => (inA(launch) ? 0.5 : usual) });

  test('is found, and next to nothing else', () => {
    const found = Array.from({ length: 20 }, (_, seed) => traitsOf(planted(seed + 1)));
    expect(found.map(([first]) => first)).toEqual(found.map(() => 'subnet=subnet-0a'));
    expect(found.flat().length).toBeLessThanOrEqual(21);
  });

  test('comes with its figures', () => {
    const [pattern] = findPatterns(planted(4));
    expect(pattern).toMatchObject({ contextId: 'payroll', within: { of: 72 }, elsewhere: { of: 216 } });
    expect(pattern?.within.failures).toBe(planted(4).filter((launch) => inA(launch) && launch.failed).length);
    expect(pattern?.elsewhere.failures).toBe(planted(4).filter((launch) => !inA(launch) && launch.failed).length);
    expect(pattern?.lift).toBeGreaterThan(2);
    expect(pattern?.odds).toBeGreaterThan(5);
    expect(pattern?.qValue).toBeLessThan(0.001);
    expect(pattern?.executions).toBeGreaterThan(5);
    expect(pattern?.serverIds).toEqual(['s-0', 's-12', 's-16', 's-20', 's-4', 's-8']);
  });

  test('whatever the order the past is told in', () => {
    expect(findPatterns([...planted(7)].reverse())).toEqual(findPatterns(planted(7)));
  });
});

test('one server, one agent version, one hour: each is found', () => {
  const server = launches({ seed: 3, chance: ({ serverName }, usual) => (serverName === 'app-07' ? 0.9 : usual) });
  expect(traitsOf(server)).toEqual(['server=app-07']);
  const agent = launches({ seed: 5, chance: ({ attributes }, usual) => (attributes.agentVersion === '7.1' ? 0.5 : usual) });
  expect(traitsOf(agent)).toEqual(['agentVersion=7.1']);
  const hour = launches({ seed: 8, executions: 40, chance: ({ attributes }) => (attributes.hour === '18' ? 0.3 : 0.002) });
  expect(traitsOf(hour)).toEqual(['hour=18']);
});

test('a sequence before failures is found, and told along with what the launches share', () => {
  const after = (launch: Pick<PastLaunch, 'failed'>, unit: () => number) =>
    launch.failed && unit() < 0.9
      ? ['SNAPSHOT_START', 'SNAPSHOT_FAIL', 'USING_PREVIOUS_SNAPSHOT', 'LAUNCH_START', 'LAUNCH_FAILED']
      : [
          'SNAPSHOT_START',
          unit() < 0.05 ? 'SNAPSHOT_FAIL' : 'SNAPSHOT_END',
          'LAUNCH_START',
          ...(launch.failed ? ['LAUNCH_FAILED'] : []),
        ];
  const [pattern, ...others] = findPatterns(launches({ seed: 11, chance: () => 0.08, events: after }));
  expect(others).toEqual([]);
  expect(pattern?.precededBy).toContain('USING_PREVIOUS_SNAPSHOT');
  const both = findPatterns(
    launches({ seed: 11, events: after, chance: ({ attributes }) => (attributes.subnet === 'subnet-0a' ? 0.5 : 0.01) }),
  );
  const inSubnet = both.find(({ traits }) => traits[0]?.type === 'attribute');
  expect(inSubnet?.traits).toEqual([{ type: 'attribute', name: 'subnet', value: 'subnet-0a' }]);
  expect(inSubnet?.precededBy).toContain('USING_PREVIOUS_SNAPSHOT');
});

test('one bad drill does not recur, and tries that failed before the last say nothing new', () => {
  const once = launches({
    seed: 2,
    chance: ({ executionId, attributes }) => (executionId === 'e-5' && attributes.subnet === 'subnet-0a' ? 1 : 0.01),
  });
  expect(traitsOf(once)).toEqual([]);
  const retried = launches({
    seed: 2,
    chance: () => 0.1,
    events: ({ failed }) => ['LAUNCH_START', ...(failed ? ['LAUNCH_FAILED', 'LAUNCH_START', 'LAUNCH_FAILED'] : [])],
  });
  expect(traitsOf(retried)).toEqual([]);
});

test('a long past is searched in many small steps, so that nobody is held up', () => {
  const of = (executions: number) => [...searchPatterns(launches({ seed: 4, executions, events: noisyEvents }))].length;
  expect(of(12)).toBeGreaterThan(50);
  // Launches are gone through a hundred at a time, and twice.
  expect(of(208) - of(12)).toBeGreaterThan(80);
});

test('no past, no failures, nothing but failures: nothing to say', () => {
  expect(findPatterns([])).toEqual([]);
  expect(findPatterns(launches({ seed: 1, chance: () => 0 }))).toEqual([]);
  expect(findPatterns(launches({ seed: 1, chance: () => 1 }))).toEqual([]);
  expect(findPatterns(launches({ seed: 1, servers: 1, executions: 3 }))).toEqual([]);
});

test('accounts are judged apart', () => {
  const one = launches({ seed: 4, chance: ({ attributes }, usual) => (attributes.subnet === 'subnet-0a' ? 0.6 : usual) });
  const other = launches({ seed: 9, events: noisyEvents }).map((launch) => ({
    ...launch,
    contextId: 'commerce',
    atMs: launch.atMs + DAY,
  }));
  expect(findPatterns([...one, ...other]).map(({ contextId }) => contextId)).toEqual(['payroll']);
});
