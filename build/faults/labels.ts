import { z } from 'zod';
import { FAULT_FILES } from '../../electron/simulator/scenario/fault-library';
import { CauseId } from '../../shared/domain/alerting/causes/cause-ids';

const TraceTime = z.string().regex(/^\d{2}:[0-5]\d:[0-5]\d$/);

/** One incident that the console must find. It is the one that has an alert with one of these values of one of these labels. */
export const Expected = z.strictObject({
  cause: CauseId,
  /** The same truth in other words. */
  alsoRight: z.array(CauseId).default([]),
  /** By label (`server`, `plan` by name, `source`, `kind`), the values that belong to it; `*` is any. */
  subjects: z.record(z.string(), z.array(z.string()).min(1)),
  /** How often people may be told of it at most. */
  notifications: z.int().positive(),
  /** It may be found, and need not: it passes by itself before anybody could act. */
  optional: z.boolean().default(false),
});
export type Expected = z.infer<typeof Expected>;

/** Something that befalls the console itself, or the receiver of its messages, at a time of the trace. */
const ConsoleAct = z.strictObject({
  at: TraceTime,
  do: z.enum(['restart', 'clock-jump', 'receiver-down', 'receiver-up']),
  /** How far the clock jumps. */
  seconds: z.number().optional(),
});

const Label = z.looseObject({
  title: z.string(),
  /** Why the story is as it is, where that is not plain. */
  why: z.string().optional(),
  /** Those held back are not looked at while the console is made better: they say whether it is. */
  set: z.enum(['development', 'held-back']),
  expected: z.array(Expected),
  /** Causes of incidents that are neither asked for nor wrong. */
  tolerated: z.array(CauseId).default([]),
  console: z.array(ConsoleAct).default([]),
  /** Simulated seconds per second, where what happens is too short for the usual pace. */
  speed: z.number().positive().optional(),
});

export interface Labelled extends z.infer<typeof Label> {
  /** Variant of the scenario `faults`. */
  readonly name: string;
  readonly file: string;
}

/** The whole library, in the order in which it is written. */
export function labelledFaults(): readonly Labelled[] {
  return Object.entries(FAULT_FILES).flatMap(([file, entries]) =>
    Object.entries(entries).map(([name, entry]) => ({ ...Label.parse(entry), name, file })),
  );
}
