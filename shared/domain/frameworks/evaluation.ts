import { z } from 'zod';
import { Instant } from '../primitives';

export const ControlResult = z.enum(['satisfied', 'partly', 'not', 'not-assessed']);
export type ControlResult = z.infer<typeof ControlResult>;

/** What a piece of a population can be followed to; `id` is that of the execution, incident or plan. */
export const ItemRef = z.object({ kind: z.enum(['execution', 'incident', 'plan']), id: z.string() });
export type ItemRef = z.infer<typeof ItemRef>;

/** One of a population, with its entry in the audit log where it has one. */
export const PopulationItem = z.object({
  what: z.string(),
  at: Instant.nullable(),
  auditSeq: z.number().int().nullable(),
  ref: ItemRef.nullable(),
});
export type PopulationItem = z.infer<typeof PopulationItem>;

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
  /**
   * Of a control that operates over a period: how many there were, and which were not as they should be. All of them are judged; the
   * sample is what a reader follows by hand, chosen by the period alone, so that everybody who asks gets the same.
   */
  population: z
    .object({
      what: z.string(),
      size: z.number().int(),
      /** How many the sample holds. */
      sampled: z.number().int(),
      sample: z.array(PopulationItem),
      /** How many there are; at most 100 are listed. */
      exceptionCount: z.number().int(),
      exceptions: z.array(PopulationItem.extend({ why: z.string() })),
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
  /** With why it answers the control, in the framework's words. */
  evidence: z.array(EvidenceResult.extend({ answers: z.string() })),
  /** What cannot be answered from here, who must add it, and whether somebody did. */
  missing: z.array(z.object({ what: z.string(), who: z.string(), attachedAs: z.array(z.string()) })),
});
export type ControlEvaluation = z.infer<typeof ControlEvaluation>;

/** A recovery risk, and whether what treats it was seen to work. */
export const RiskEvaluation = z.object({
  id: z.string(),
  risk: z.string(),
  treatment: z.string(),
  owner: z.string(),
  result: ControlResult,
  reasons: z.array(z.string()),
});
export type RiskEvaluation = z.infer<typeof RiskEvaluation>;

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
  risks: z.array(RiskEvaluation),
});
export type FrameworkEvaluation = z.infer<typeof FrameworkEvaluation>;
