import { errnoOf } from '../problem';
import type { SealedValues } from './sealed-file';

const SERVICE = 'tocsin';
/** A locked key store asks a person, who is not there: then it does not count as answering. */
const PATIENCE_MS = 3_000;

/**
 * The key store of the operating system, if it answers on this machine; else the reason why not, in a few words. On Linux only the
 * Secret Service counts: the kernel's keyring forgets when the session ends. `scope` keeps two data directories apart.
 */
export async function openKeyring(scope: string): Promise<SealedValues | string> {
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    const entry = (name: string) => new AsyncEntry(SERVICE, `${scope}:${name}`, { linux: { store: 'secret-service' } });
    await entry('probe').getPassword(AbortSignal.timeout(PATIENCE_MS));
    return {
      get: async (name) => (await entry(name).getPassword(AbortSignal.timeout(PATIENCE_MS))) ?? null,
      set: (name, value) => entry(name).setPassword(value, AbortSignal.timeout(PATIENCE_MS)),
      remove: async (name) => {
        await entry(name).deletePassword(AbortSignal.timeout(PATIENCE_MS));
      },
    };
  } catch (error) {
    return errnoOf(error) === 'MODULE_NOT_FOUND' ? 'its library is not installed' : firstLine(error);
  }
}

function firstLine(error: unknown): string {
  const [line = 'no reason given'] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line;
}
