import { z } from 'zod';
import { Instant } from '../primitives';
import { Finding } from './finding';

const base = { at: Instant };

/** Events of the journal about findings. Findings have a table of their own, brought up to date in the transaction that records these. */
export const detectionEvents = [
  /** Findings as they are from now on; all that were opened, changed or ended at one moment. */
  z.object({ ...base, type: z.literal('findings.changed'), findings: z.array(Finding) }),
  /** Somebody said what a finding was worth, or took it back. `sensitivity` is that of its kind from now on, and was `before`. */
  z.object({
    ...base,
    type: z.literal('finding.judged'),
    findingId: z.string(),
    kind: z.string(),
    title: z.string(),
    verdict: z.enum(['useful', 'not-useful', 'withdrawn']),
    note: z.string().nullable(),
    before: z.number(),
    sensitivity: z.number(),
    actor: z.string(),
  }),
  z.object({ ...base, type: z.literal('detection.changed'), before: z.unknown(), after: z.unknown(), actor: z.string() }),
] as const;
