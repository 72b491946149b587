/** Why a request is turned away before anybody looks at its token. */
export type Refusal = { readonly code: 'host.refused' | 'origin.refused'; readonly message: string };

/**
 * Names by which this server may be called: with them in `Host`, no foreign name was made to point at us (DNS rebinding). `given` names
 * may also be those of something in front that encrypts: it stands at the usual port, and its pages come from `https`.
 */
export function allowedHosts(
  port: number,
  extra: readonly string[],
  secure: boolean,
  given: readonly string[] = [],
): ReadonlySet<string> {
  const names = ['127.0.0.1', 'localhost', '[::1]', ...[...extra, ...given].map(bracketed)];
  const usual = secure ? 443 : 80;
  const direct = names.flatMap((name) => (port === usual ? [name, `${name}:${port}`] : [`${name}:${port}`]));
  const fronted = given.map(bracketed).flatMap((name) => [name, `https://${name}`]);
  return new Set([...direct, ...fronted].map((name) => name.toLowerCase()));
}

/**
 * Any page in a browser may knock at 127.0.0.1. `Host` must be a name of ours; `Origin`, which browsers send and scripts do not,
 * must be our own page. Null lets the request pass.
 */
export function refusalOf(
  headers: { readonly host?: string | undefined; readonly origin?: string | undefined },
  hosts: ReadonlySet<string>,
  scheme: 'http' | 'https',
): Refusal | null {
  const host = (headers.host ?? '').toLowerCase();
  if (!hosts.has(host))
    return { code: 'host.refused', message: host === '' ? 'A Host header is needed.' : `This server is not called ${host}.` };
  const origin = headers.origin?.toLowerCase();
  if (origin === undefined) return null;
  const isOurs = hosts.has(origin) || (origin.startsWith(`${scheme}://`) && hosts.has(origin.slice(scheme.length + 3)));
  return isOurs ? null : { code: 'origin.refused', message: `Pages of ${origin} may not call this server.` };
}

/** IPv6 addresses stand in brackets in `Host`. */
function bracketed(name: string): string {
  return name.includes(':') && !name.startsWith('[') ? `[${name}]` : name;
}
