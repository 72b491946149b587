import { z } from 'zod';

/** What Service Quotas said of one account and region; by quota code. */
export const LimitsOfPlace = z.object({
  accountId: z.string(),
  region: z.string(),
  limits: z.record(z.string(), z.object({ limit: z.number(), adjustable: z.boolean() })),
  /** The use that AWS itself measures. */
  measured: z.record(z.string(), z.number()),
});
