import { z } from 'zod';
import { ContextId, ExecutionId, Instant } from '../primitives';
import { FinishRange } from './forecast';

/** At which moment a forecast was noted: to be held against what came of it. */
export const ForecastMoment = z.enum(['start', 'wave', 'warning', 'end']);
export type ForecastMoment = z.infer<typeof ForecastMoment>;

/** Events of the journal about forecasts: few, so that how they did can be told from the journal alone. */
export const forecastEvents = [
  /** What was foreseen of an execution at one moment; at its end, what came of it. */
  z.object({
    at: Instant,
    type: z.literal('forecast.noted'),
    executionId: ExecutionId,
    contextId: ContextId,
    planName: z.string(),
    moment: ForecastMoment,
    /** The wave that had begun last. */
    waveNumber: z.number().int(),
    /** Null where too little was known, and at the end. */
    finish: FinishRange.nullable(),
    missProbability: z.number().nullable(),
    deadline: Instant.nullable(),
    /** Of the moment `warning`: which ones had come. */
    warnings: z.array(z.string()),
    /** Seconds it had waited for people until then: no forecast can know those to come. */
    waitedSeconds: z.number(),
    /** At the end: when and how it ended, and when its last server was launched. */
    ended: z.object({ at: Instant, isCompleted: z.boolean(), launchedAt: Instant.nullable() }).nullable(),
  }),
] as const;
