import { secondsBetween } from '../../../primitives';
import { fails, type RunbookCheck, unknown } from './check';

const LATELY_MINUTES = 15;

/**
 * Whether a launch found no address in a subnet lately. The console reads no subnets, so it can only say that there are none: what has
 * been freed since is seen by the command of the step.
 */
export const subnetHasFreeAddresses: RunbookCheck = {
  name: 'subnet-has-free-addresses',
  says: 'the subnet has free addresses',
  parameters: [{ name: 'subnet' }],
  check({ subnet = '' }, { view, now }) {
    if (subnet === '') return unknown('The incident names no subnet. Look it up in the launch template of the server.');
    const refused = Object.values(view.participants).flatMap(({ rawError, serverName, lastEvent }) =>
      rawError?.includes(subnet) === true && /InsufficientFreeAddresses/i.test(rawError)
        ? [{ serverName, at: lastEvent?.at ?? null }]
        : [],
    );
    const newest = refused.reduce<(typeof refused)[number] | null>(
      (latest, one) => (latest === null || (one.at ?? '') > (latest.at ?? '') ? one : latest),
      null,
    );
    const ask = 'The console reads no subnets; the command tells how many are free now.';
    if (newest === null) return unknown(ask);
    const isLately = newest.at !== null && secondsBetween(newest.at, now) <= LATELY_MINUTES * 60;
    const text = `${newest.serverName} found no free address in ${subnet}.`;
    return isLately
      ? fails(text, newest.at)
      : unknown(`${text} That is more than ${LATELY_MINUTES} minutes ago. ${ask}`, newest.at);
  },
};
