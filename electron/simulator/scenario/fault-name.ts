import type { Faults } from '../faults';
import { isPlatformFault, type PlatformFault } from './faults';

/**
 * Switches a fault by the name people use: `H6`, `no-H6` (off where it is on by default), `drs:throttle`, `sqs:duplicate`.
 * Answers whether the name is known.
 */
export function switchFault(
  name: string,
  on: boolean,
  switches: { readonly wire: Faults; readonly platform: (fault: PlatformFault, on: boolean) => void },
): boolean {
  const bare = name.replace(/^no-/, '');
  const wanted = bare === name ? on : !on;
  if (isPlatformFault(bare)) {
    switches.platform(bare, wanted);
    return true;
  }
  return switches.wire.set(bare, wanted).ok;
}
