/** Whether a host name or address is this machine's own loopback, as mail settings spell it. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (bare === 'localhost' || bare === '::1') return true;
  const [, ...octets] = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(bare) ?? [];
  return octets.length === 3 && octets.every((octet) => Number(octet) <= 255);
}
