import { z } from 'zod';
import { Instant } from '../primitives';

export const ControlResult = z.enum(['satisfied', 'partly', 'not', 'not-assessed']);
export type ControlResult = z.infer<typeof ControlResult>;

/** What one kind of evidence says for one control. */
export const EvidenceResult = z.object({
  /** Kind of the evidence registry. */
  evidence: z.string(),
  title: z.string(),
  /** How it is computed, in words. */
  how: z.string(),
  result: ControlResult,
  reasons: z.array(z.string()),
  figures: z.array(z.object({ label: z.string(), value: z.union([z.number(), z.string()]).nullable(), unit: z.string() })),
  /** Of a control that operates over a period: how many there were, how many were looked at, which were not as they should be. */
  population: z
    .object({
      what: z.string(),
      size: z.number().int(),
      sampled: z.number().int(),
      exceptions: z.array(
        z.object({ what: z.string(), at: Instant.nullable(), why: z.string(), auditSeq: z.number().int().nullable() }),
      ),
    })
    .nullable(),
});
export type EvidenceResult = z.infer<typeof EvidenceResult>;

export const ControlEvaluation = z.object({
  controlId: z.string(),
  group: z.string(),
  title: z.string(),
  asks: z.string(),
  result: ControlResult,
  reasons: z.array(z.string()),
  evidence: z.array(EvidenceResult),
  /** What cannot be answered from here, who must add it, and whether somebody did. */
  missing: z.array(z.object({ what: z.string(), who: z.string(), attachedAs: z.array(z.string()) })),
});
export type ControlEvaluation = z.infer<typeof ControlEvaluation>;

/** A framework held against what happened within a period. */
export const FrameworkEvaluation = z.object({
  frameworkId: z.string(),
  name: z.string(),
  version: z.string(),
  at: Instant,
  period: z.object({ from: Instant, to: Instant, name: z.string(), zone: z.string() }),
  totals: z.object({
    satisfied: z.number().int(),
    partly: z.number().int(),
    not: z.number().int(),
    notAssessed: z.number().int(),
  }),
  controls: z.array(ControlEvaluation),
});
export type FrameworkEvaluation = z.infer<typeof FrameworkEvaluation>;
