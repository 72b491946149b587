import { z } from 'zod';
import { Words } from './words';

/** How hard something is: 1 for a first day, 3 for those who have led a recovery. */
export const Difficulty = z.int().min(1).max(3);

/** What a scenario is good for, as whoever chooses one reads it. `minutes` are those of the rehearsal's clock. */
export const Lesson = z.strictObject({
  title: Words,
  says: Words,
  teaches: Words,
  difficulty: Difficulty,
  minutes: z.int().positive(),
});
export type Lesson = z.infer<typeof Lesson>;

export const ListedScenario = Lesson.extend({
  /** As `--rehearse` takes it. */
  name: z.string(),
  variants: z.array(z.strictObject({ name: z.string(), says: Words })),
});
export type ListedScenario = z.infer<typeof ListedScenario>;

export const FaultGroup = z.enum(['platform', 'service', 'messages', 'sending']);
export type FaultGroup = z.infer<typeof FaultGroup>;

export const ListedFault = z.strictObject({
  /** As `--fault` takes it. */
  name: z.string(),
  group: FaultGroup,
  /** The AWS service it befalls; `all` for every one, null where it is none's. */
  service: z.string().nullable(),
  says: Words,
  /** Whether it is on where nobody says otherwise: what the platform does as deployed. */
  byDefault: z.boolean(),
});
export type ListedFault = z.infer<typeof ListedFault>;

/** Everything a rehearsal can play. */
export const Listing = z.strictObject({ scenarios: z.array(ListedScenario), faults: z.array(ListedFault) });
export type Listing = z.infer<typeof Listing>;

export const SPEEDS = [1, 5, 10, 30, 60, 120, 300, 600] as const;

/** What a rehearsal is to play. `speed` is simulated seconds per second. What is absent stays as it was when the console was started. */
export const Play = z.strictObject({
  scenario: z.string().min(1).max(200),
  variant: z.string().max(8).nullable().default(null),
  faults: z.array(z.string().max(60)).max(60).default([]),
  speed: z.number().min(1).max(600).default(60),
  seed: z.string().max(60).nullable().default(null),
  operator: z.enum(['script', 'human']).default('human'),
});
export type Play = z.infer<typeof Play>;
