import { z } from 'zod';

/** A text of a data file, in every language of the interface. */
export const Words = z.strictObject({ en: z.string().min(1), de: z.string().min(1) });
export type Words = z.infer<typeof Words>;
