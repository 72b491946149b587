import { randomBytes } from 'node:crypto';
import type { Ids } from '../engine/ports';

/** Ids from the system's source of randomness: 80 bits, hex, so that two consoles never make the same one. */
export function createIds(): Ids {
  return {
    next: (prefix) => `${prefix}-${randomBytes(10).toString('hex')}`,
    secret: (bytes) => randomBytes(bytes).toString('base64url'),
  };
}
