import type { BusStore } from '../models/buses';
import type { Cloud } from '../models/cloud';
import { compilePattern } from '../models/pattern';
import type { Roles } from '../models/roles';
import type { Scenario } from '../scenario/schema';
import type { Names } from './names';

/** A rule that matches events of a pattern the simulator itself wrote. */
export function putPattern(buses: BusStore, place: { account: string; region: string }, name: string, pattern: unknown) {
  const eventPattern = JSON.stringify(pattern);
  const matches = compilePattern(eventPattern);
  if (!matches.ok) throw new Error(`rule ${name}: ${matches.error}`);
  return buses.putRule(place.account, place.region, name, {
    eventPattern,
    matches: matches.value,
    schedule: null,
    description: null,
    state: 'ENABLED',
  });
}

/** Each target account sends its DRS events to the platform's bus, where account and region stay those of the origin. */
export function forwardTargets(scenario: Scenario, { buses, roles }: Cloud, names: Names): void {
  const home = `arn:aws:events:${names.region}:${names.account}:event-bus/default`;
  const admitted = scenario.targets.filter(({ accountId }) => accountId !== names.account);
  if (admitted.length > 0)
    admit(
      buses,
      names,
      home,
      admitted.map(({ accountId }) => accountId),
    );
  for (const { accountId: account, regions } of scenario.targets) {
    addForwarder(roles, account, names.ruleName('forward-events'), home);
    for (const region of regions) {
      if (account === names.account && region === names.region) continue;
      const rule = putPattern(buses, { account, region }, names.ruleName('forward-drs-events'), { source: ['aws.drs'] });
      rule.targets.set('console', {
        Id: 'console',
        Arn: home,
        RoleArn: `arn:aws:iam::${account}:role/${names.ruleName('forward-events')}`,
      });
    }
  }
}

function admit(buses: BusStore, names: Names, bus: string, accounts: readonly string[]): void {
  const Statement = accounts.map((account) => ({
    Sid: `target-${account}`,
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'events:PutEvents',
    Resource: bus,
  }));
  buses.policies.set(names, JSON.stringify({ Version: '2012-10-17', Statement }));
}

/** The role EventBridge forwards with. */
function addForwarder(roles: Roles, account: string, name: string, bus: string): void {
  const trusted = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [trusted] });
  const role = roles.create({ account, name, path: '/', description: 'Forwards DRS events', maxSeconds: 3600, trust });
  const allowed = { Effect: 'Allow', Action: 'events:PutEvents', Resource: bus };
  if (role.ok) role.value.policies.set('forward', JSON.stringify({ Version: '2012-10-17', Statement: [allowed] }));
}
