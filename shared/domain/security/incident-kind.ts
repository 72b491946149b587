import { z } from 'zod';

/** Kinds of suspicious calls that the simulator can make CloudTrail tell of. */
export const IncidentKind = z.enum([
  'failed-sign-in',
  'unknown-user',
  'denied-call',
  'destruction',
  'failover',
  'weakening',
  'tampering',
  'blinding',
  'data',
]);
export type IncidentKind = z.infer<typeof IncidentKind>;
