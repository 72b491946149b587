import { z } from 'zod';
import { Instant } from '../primitives';

/** Which stretch of time a board or a widget looks at, on the engine's clock. */
export const Range = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('last'),
    seconds: z
      .number()
      .int()
      .min(60)
      .max(400 * 86_400),
  }),
  z.object({ kind: z.literal('between'), from: Instant, to: Instant }),
]);
export type Range = z.infer<typeof Range>;

/** Epoch milliseconds of both ends at engine time `nowMs`. */
export function endsOf(range: Range, nowMs: number): { readonly fromMs: number; readonly toMs: number } {
  switch (range.kind) {
    case 'last':
      return { fromMs: nowMs - range.seconds * 1000, toMs: nowMs };
    case 'between':
      return { fromMs: Date.parse(range.from), toMs: Date.parse(range.to) };
  }
}
