import { z } from 'zod';
import { ContextId, Instant } from '../primitives';
import { Range } from './range';

/** The grid a board is laid out on; rows are as high as `ROW_HEIGHT` pixels of the page. */
export const COLUMNS = 24;
export const ROW_HEIGHT = 36;

const place = {
  x: z
    .number()
    .int()
    .min(0)
    .max(COLUMNS - 1),
  y: z.number().int().min(0).max(10_000),
};
const extent = { w: z.number().int().min(1).max(COLUMNS), h: z.number().int().min(1).max(200) };

/**
 * One widget on a board. `type` names its kind and `settings` are that kind's own: both are kept as they came, so that a board made by a
 * newer console is carried unharmed; the page says which kind or setting it does not know.
 */
export const PlacedWidget = z.object({
  id: z.string().min(1).max(60),
  type: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens'),
  ...place,
  ...extent,
  /** Over the widget; its kind's own title where absent. */
  title: z.string().max(120).optional(),
  settings: z.record(z.string(), z.json()).default({}),
  /** In place of the board's. */
  range: Range.optional(),
  contextId: ContextId.optional(),
});
export type PlacedWidget = z.infer<typeof PlacedWidget>;

export const BoardId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'lower-case letters, digits and hyphens');

/** A dashboard as it is kept, shared and imported. */
export const Board = z.object({
  boardId: BoardId,
  name: z.string().trim().min(1).max(120),
  description: z.string().max(500).default(''),
  range: Range.default({ kind: 'last', seconds: 86_400 }),
  /** Null looks at every context. */
  contextId: ContextId.nullable().default(null),
  widgets: z
    .array(PlacedWidget)
    .max(100)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two widgets have the same id'),
});
export type Board = z.infer<typeof Board>;

/** As the console lists it: `shipped` boards are part of the program; `changed` ones differ from what was shipped and can be reset. */
export const StoredBoard = Board.extend({
  origin: z.enum(['shipped', 'changed', 'own']),
  changedAt: Instant.nullable(),
  changedBy: z.string().nullable(),
  /** Moves with every change: what `If-Match` compares. */
  revision: z.number().int(),
});
export type StoredBoard = z.infer<typeof StoredBoard>;
