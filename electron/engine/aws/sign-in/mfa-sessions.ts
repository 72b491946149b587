import { type Instant, instantOf } from '../../../../shared/domain/primitives';
import type { Wall } from '../../ports';
import type { Credentials } from '../credentials';

/** Sessions opened with a second factor. In memory only: a restart asks for the code again. */
export interface MfaSessions {
  /** The session of `key` while it holds. */
  held(key: string): Credentials | null;
  keep(key: string, credentials: Credentials): void;
  endsAt(key: string): Instant | null;
}

/** A session is not used for calls in its last minute. */
const marginMs = 60_000;

export function createMfaSessions(wall: Pick<Wall, 'nowMs'>): MfaSessions {
  const sessions = new Map<string, Credentials>();
  return {
    held(key) {
      const credentials = sessions.get(key);
      if (credentials === undefined) return null;
      if ((credentials.expiration?.getTime() ?? 0) - marginMs > wall.nowMs()) return credentials;
      sessions.delete(key);
      return null;
    },
    keep: (key, credentials) => void sessions.set(key, credentials),
    endsAt(key) {
      const end = sessions.get(key)?.expiration;
      return end === undefined ? null : instantOf(end.getTime());
    },
  };
}

/** What tells one second-factor session from another: the profile that asks for it, and what it opens. */
export function mfaKey(profile: string, serial: string, roleArn: string | null): string {
  return `${profile} ${serial} ${roleArn ?? ''}`;
}
