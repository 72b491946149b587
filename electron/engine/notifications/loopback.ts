/** Whether a host name or address is this machine's own loopback, as URLs and mail settings spell it. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (bare === 'localhost' || bare === '::1') return true;
  const [, ...octets] = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(bare) ?? [];
  return octets.length === 3 && octets.every((octet) => Number(octet) <= 255);
}

/** The address of a URL, or null for what is none. */
export function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

export function leadsToLoopback(url: string): boolean {
  const parsed = urlOf(url);
  return parsed !== null && isLoopbackHost(parsed.hostname);
}
