import { ProxyRefused } from '../../proxy/proxy';
import { AddressRefused } from './guarded-lookup';

/** What went wrong underneath HTTP, for people: the host, and never more of the URL. Node's own messages are not repeated. */
export function failureWords(error: Error, host: string): string {
  if (error instanceof AddressRefused || error instanceof ProxyRefused) return error.message;
  const code = codeOf(error);
  const known = code === null ? undefined : words[code];
  if (known !== undefined) return `${host} ${known}`;
  if (code === null) return `The call to ${host} failed.`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_|CHAIN|HOSTNAME_MISMATCH/.test(code))
    return `${host} shows a certificate that is not trusted (${code}).`;
  if (/^EPROTO$|SSL|TLS/.test(code)) return `${host} does not speak TLS as it should (${code}).`;
  if (code.startsWith('HPE_')) return `${host} does not answer in HTTP (${code}).`;
  return `The call to ${host} failed (${code}).`;
}

const words: Readonly<Record<string, string>> = {
  ENOTFOUND: 'cannot be found: its name does not resolve.',
  ENODATA: 'cannot be found: its name has no address.',
  EAI_AGAIN: 'cannot be looked up: the name server does not answer.',
  ECONNREFUSED: 'refuses connections.',
  ECONNRESET: 'cut the connection.',
  EPIPE: 'cut the connection.',
  EHOSTUNREACH: 'cannot be reached: there is no way to its network.',
  ENETUNREACH: 'cannot be reached: this machine has no network, or no way there.',
  ETIMEDOUT: 'does not answer.',
};

function codeOf(error: Error): string | null {
  const code = 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : null;
}
