import { z } from 'zod';
import { Severity } from '../notice';
import { FindingFamily } from './finding';

/** Which findings of a family become alerts. */
export const FindingPolicy = z.object({
  family: FindingFamily,
  /** Watched at all. */
  isOn: z.boolean().default(true),
  /** `lasting`: once it has been off for `afterMinutes`. What becomes no alert stands in the list of findings all the same. */
  alerts: z.enum(['never', 'lasting', 'always']).default('never'),
  afterMinutes: z.number().min(0).max(1_440).default(15),
  /** How grave such an alert is; null: as the finding says. */
  severity: Severity.nullable().default(null),
});
export type FindingPolicy = z.infer<typeof FindingPolicy>;

/** How readily findings of one kind (`replication-lag.level`) are made: 1 as shipped, less is less often, 0 never. */
export const KindSensitivity = z.object({
  kind: z.string().min(1).max(100),
  sensitivity: z.number().min(0).max(2),
  /** How often people said that one was not useful, and that it was, since it was last set by hand. */
  notUseful: z.number().int().nonnegative().default(0),
  useful: z.number().int().nonnegative().default(0),
  /** What it was set to by hand: feedback moves it from here. */
  base: z.number().min(0).max(2).default(1),
});
export type KindSensitivity = z.infer<typeof KindSensitivity>;

/** The file `detection.json`: what is watched, what becomes an alert, how readily. Every field has a default. */
export const DetectionSettings = z.object({
  version: z.literal(1).default(1),
  isOn: z.boolean().default(true),
  /** Where a family has none, the shipped one holds. */
  policies: z.array(FindingPolicy).max(FindingFamily.options.length).default([]),
  sensitivities: z.array(KindSensitivity).max(500).default([]),
  /** Whether feedback changes the sensitivity of a kind. */
  learnsFromFeedback: z.boolean().default(true),
});
export type DetectionSettings = z.infer<typeof DetectionSettings>;
