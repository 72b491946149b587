import { join } from 'node:path';
import type { Board } from '../../../shared/domain/boards/board';
import type { Instant } from '../../../shared/domain/primitives';
import { ok, type Result } from '../../../shared/lib/result';
import type { Clock } from '../ports';
import type { Recorder } from '../state/recorder';
import { type DocumentError, openDocument } from '../storage/document';
import { BoardFile, emptyBoardFile } from './board-file';
import { createBoards } from './boards';
import type { Boards } from './boards-api';
import { shippedBoards } from './shipped-boards';

export interface OpenedBoards {
  readonly boards: Boards;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

interface BoardsOptions {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Wall clock: part of the name of a file that is moved aside. */
  readonly now: Instant;
  /** The file is written by then, so this must not be lost. */
  readonly owe: Recorder['owe'];
  /** What a test ships instead. */
  readonly shipped?: readonly Board[];
}

/** Opens `boards.json` in the data directory: dashboards of one's own, and shipped ones that were changed. */
export async function openBoards(options: BoardsOptions): Promise<Result<OpenedBoards, DocumentError>> {
  const opened = await openDocument(join(options.dataDir, 'boards.json'), BoardFile, emptyBoardFile, options.now);
  if (!opened.ok) return opened;
  const { document, movedAside } = opened.value;
  const { clock, owe, shipped = shippedBoards } = options;
  return ok({ boards: createBoards({ document, clock, owe, shipped }), movedAside });
}
