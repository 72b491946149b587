import { BlockList, isIP } from 'node:net';

/**
 * Whom an address belongs to. `public` may be called; `loopback` where it was asked for by name; `private` where the operator allows
 * the host; the rest never: metadata services hand out credentials, and the other ranges reach what nobody configured.
 */
export type AddressKind = 'public' | 'loopback' | 'private' | 'metadata' | 'link-local' | 'multicast' | 'reserved';

/** Sources: the IANA special-purpose registries for IPv4 and IPv6. Metadata services of AWS, its containers, and other clouds. */
const ranges: readonly (readonly [Exclude<AddressKind, 'public'>, readonly string[]])[] = [
  ['metadata', ['169.254.169.254/32', '169.254.170.0/24', '100.100.100.200/32', '168.63.129.16/32', 'fd00:ec2::/32']],
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['link-local', ['169.254.0.0/16', 'fe80::/10']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fec0::/10']],
  ['multicast', ['224.0.0.0/4', 'ff00::/8']],
  [
    'reserved',
    [
      '0.0.0.0/8',
      '192.0.0.0/24',
      '192.0.2.0/24',
      '192.88.99.0/24',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '240.0.0.0/4',
    ],
  ],
];

/** Beside it, nothing of IPv6 is routed on the internet. */
const globalV6 = ['2000::/3'];
/** In it, but carrying or hiding IPv4 addresses (Teredo, 6to4), or for books. NAT64 and IPv4-compatible addresses lie outside. */
const hiddenV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];
const mappedV4 = ['::ffff:0:0/96'];

const lists = ranges.map(([kind, blocks]) => [kind, listOf(blocks)] as const);
const global = listOf(globalV6);
const hidden = listOf(hiddenV6);
const mapped = listOf(mappedV4);

/** @param address A literal IPv4 or IPv6 address, without brackets; a zone index is ignored. Anything else is `reserved`. */
export function kindOfAddress(address: string): AddressKind {
  const plain = address.replace(/%.*$/, '');
  const version = isIP(plain);
  if (version === 0) return 'reserved';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  // Lists would look through the clothes of a mapped address; nobody needs to write one, so it is refused whatever it is.
  if (version === 6 && mapped.check(plain, family)) return 'reserved';
  for (const [kind, list] of lists) if (list.check(plain, family)) return kind;
  if (version === 4) return 'public';
  return global.check(plain, family) && !hidden.check(plain, family) ? 'public' : 'reserved';
}

function listOf(blocks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [network = '', bits = ''] = block.split('/');
    list.addSubnet(network, Number(bits), isIP(network) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
