import { userInfo } from 'node:os';
import type { Program } from '../../host/program';

/** Who runs this command, by the operating system. */
export function userName({ place }: Pick<Program, 'place'>): string {
  try {
    return userInfo().username;
  } catch {
    // A user without a name, as in some containers.
    return place.env.USER ?? place.env.USERNAME ?? 'unknown';
  }
}
