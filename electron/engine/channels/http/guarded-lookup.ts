import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { kindOfAddress } from './addresses';
import { addressTrouble, type Reach } from './destination';

/** Every address of a name, as the machine resolves it. */
export type Resolve = (
  host: string,
  options: LookupOptions,
  then: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

/** None of a name's addresses may be called; `message` says why, for people. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/**
 * A lookup that hands the socket only addresses that may be called. The socket connects to exactly these, so a name cannot lead elsewhere
 * between the check and the connection.
 */
export function guardedLookup(resolve: Resolve, reach: Reach): LookupFunction {
  return (host, options, callback) => {
    resolve(host, options, (error, addresses) => {
      if (error !== null) return callback(error, '', 4);
      const troubles = addresses.map(({ address }) => addressTrouble(host, kindOfAddress(address), reach));
      const allowed = addresses.filter((_, place) => troubles[place] === null);
      const first = allowed[0];
      if (first === undefined) return callback(new AddressRefused(troubles[0] ?? `${host} has no address.`), '', 4);
      if (options.all === true) callback(null, [...allowed]);
      else callback(null, first.address, first.family);
    });
  };
}
