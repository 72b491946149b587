import { kindOfAddress } from './http/addresses';

/** Whether a host is this machine itself: where a rehearsal may send, and where no TLS is asked for. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || kindOfAddress(bare) === 'loopback';
}

/** As `isLoopbackHost`, for an address of which only the host counts. What is no URL is not loopback. */
export function isLoopbackUrl(url: string): boolean {
  try {
    return isLoopbackHost(new URL(url).hostname);
  } catch {
    return false;
  }
}
