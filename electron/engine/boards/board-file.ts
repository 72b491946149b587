import { z } from 'zod';
import { Board } from '../../../shared/domain/boards/board';
import { Instant } from '../../../shared/domain/primitives';

/** A board that is not as it was shipped. */
const KeptBoard = Board.extend({ changedAt: Instant, changedBy: z.string(), revision: z.number().int().min(1) });
export type KeptBoard = z.infer<typeof KeptBoard>;

/** `boards.json`. `counter` counts changes: no revision ever comes again. */
export const BoardFile = z.object({
  version: z.literal(1),
  counter: z.number().int().min(0).default(0),
  boards: z.array(KeptBoard),
});
export type BoardFile = z.infer<typeof BoardFile>;

export const emptyBoardFile: BoardFile = { version: 1, counter: 0, boards: [] };

/** The most boards that are not as they were shipped. */
export const MOST_BOARDS = 200;
