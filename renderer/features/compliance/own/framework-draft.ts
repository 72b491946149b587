import { z } from 'zod';

const Words = z.string().catch('');

/** A framework while it is written: anything may be empty or wrong as yet, and what a form does not show is kept. */
export const FrameworkDraft = z.looseObject({
  frameworkId: z.string(),
  name: z.string(),
  version: Words,
  about: Words,
  controls: z.array(
    z.looseObject({
      id: z.string(),
      group: Words,
      title: z.string(),
      asks: Words,
      evidence: z.array(
        z.looseObject({ kind: z.string(), parameters: z.record(z.string(), z.unknown()).optional(), answers: Words }),
      ),
      elsewhere: z.array(z.looseObject({ what: z.string(), who: z.string() })),
    }),
  ),
});
export type FrameworkDraft = z.infer<typeof FrameworkDraft>;
export type ControlDraft = FrameworkDraft['controls'][number];
