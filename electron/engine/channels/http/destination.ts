import { isIP } from 'node:net';
import { err, ok, type Result } from '../../../../shared/lib/result';
import { unreachable } from '../../../../shared/lib/unreachable';
import { type AddressKind, kindOfAddress } from './addresses';

/** Where a request goes, taken from a URL without changing a byte of what follows the host. */
export interface Destination {
  readonly protocol: 'http:' | 'https:';
  /** In lower case, ASCII, without brackets. The only part of the URL that may be shown. */
  readonly host: string;
  readonly port: number;
  /** Path and query as they were written: signatures in queries must survive. */
  readonly path: string;
  /** Which addresses the host may have. */
  readonly reach: Reach;
}

/** `loopback`: the operator named this very machine. `private`: named in `Defaults.AllowedPrivateHosts`. */
export type Reach = 'public' | 'private' | 'loopback';

export interface DestinationRules {
  /** Hosts by name or literal address; `*.corp.example` stands for every name below. */
  readonly allowedPrivateHosts: readonly string[];
  /** A rehearsal: nothing leaves this machine. */
  readonly onlyLoopback: boolean;
}

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1']);
/** What a request line can carry. */
const visible = /^[\x21-\x7e]+$/;
const shape = /^https?:\/\/[^/?#]+([^#]*)/i;

/** @returns Where to go, or why not, in words that hold no more of the URL than its host. */
export function readDestination(url: string, rules: DestinationRules): Result<Destination, string> {
  const parsed = parse(url);
  if (parsed === null) return err('This is not a web address that can be called: it must be https://, and without spaces.');
  const host = parsed.url.hostname.replace(/^\[|\]$/g, '');
  if (parsed.url.username !== '' || parsed.url.password !== '') {
    return err(`The address of ${host} carries a user name or password; put credentials into the headers.`);
  }
  const reach = reachOf(host, rules.allowedPrivateHosts);
  if (rules.onlyLoopback && reach !== 'loopback')
    return err(`${host} is not on this machine; a rehearsal sends nothing elsewhere.`);
  const secure = parsed.url.protocol === 'https:';
  if (!secure && reach !== 'loopback')
    return err(`${host} is asked for over plain http; only https is used, but on this machine.`);
  const trouble = isIP(host) === 0 ? null : addressTrouble(host, kindOfAddress(host), reach);
  if (trouble !== null) return err(trouble);
  const port = parsed.url.port === '' ? (secure ? 443 : 80) : Number(parsed.url.port);
  return ok({ protocol: secure ? 'https:' : 'http:', host, port, path: parsed.path, reach });
}

/** Why this address of the host may not be called; null where it may. */
export function addressTrouble(host: string, kind: AddressKind, reach: Reach): string | null {
  switch (kind) {
    case 'public':
      return reach === 'loopback' ? `${host} does not lead to this machine.` : null;
    case 'loopback':
      return reach === 'public' ? `${host} leads to this machine by another name; write localhost or 127.0.0.1.` : null;
    case 'private':
      return reach === 'private'
        ? null
        : `${host} has a private address; if it is yours, an administrator adds it to the private hosts that may be called.`;
    case 'metadata':
      return `${host} is a metadata service, which hands out credentials; it is never called.`;
    case 'link-local':
    case 'multicast':
    case 'reserved':
      return `${host} has a ${kind} address, which is never called.`;
    default:
      return unreachable(kind);
  }
}

function reachOf(host: string, allowed: readonly string[]): Reach {
  if (loopbackHosts.has(host)) return 'loopback';
  return allowed.some((entry) => covers(entry.trim().toLowerCase(), host)) ? 'private' : 'public';
}

function covers(entry: string, host: string): boolean {
  return entry.startsWith('*.') ? host.endsWith(entry.slice(1)) && host.length >= entry.length : entry === host;
}

/** The URL parser decides which host is meant; the rest is taken from the text itself, as the parser would rewrite it. */
function parse(text: string): { readonly url: URL; readonly path: string } | null {
  if (!visible.test(text) || text.includes('\\')) return null;
  const rest = shape.exec(text)?.[1];
  if (rest === undefined) return null;
  try {
    return { url: new URL(text), path: rest.startsWith('/') ? rest : `/${rest}` };
  } catch {
    return null;
  }
}
