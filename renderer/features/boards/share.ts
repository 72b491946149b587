import { Board } from '../../../shared/domain/boards/board';
import { boardIdFor } from '../../../shared/domain/boards/board-id';
import { err, ok, type Result } from '../../../shared/lib/result';
import { t } from '../../language/language';
import { widgetOf } from '../../widgets/registry';

/** A board as a file that another console takes. */
export function boardFile(board: Board): string {
  return `${JSON.stringify(Board.parse(board), null, 2)}\n`;
}

export interface Imported {
  readonly board: Board;
  /** Kinds of widgets that this console does not know: they are kept, and not drawn. */
  readonly unknown: readonly string[];
}

/** Reads a shared board. It becomes one of its own, whatever its id: nothing that is there is written over. Errors name the field. */
export function readBoard(text: string, taken: readonly string[]): Result<Imported, string> {
  const read = jsonOf(text);
  if (!read.ok) return read;
  const parsed = Board.safeParse(withSomeId(read.value));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = fieldOf(issue?.path ?? []);
    const message = issue?.message ?? '';
    return err(field === '' ? t('boards.notABoard') : t('boards.importField', { field, message }));
  }
  const board = { ...parsed.data, boardId: boardIdFor(parsed.data.name, taken) };
  const kinds = new Set(board.widgets.map(({ type }) => type).filter((type) => widgetOf(type) === null));
  return ok({ board, unknown: [...kinds] });
}

function jsonOf(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err(t('boards.notJson', { reason: error instanceof Error ? error.message : '' }));
  }
}

/** Its id does not matter here, and may be missing in a file that was written by hand. */
function withSomeId(read: unknown): unknown {
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read, boardId: 'imported' } : read;
}

/** `widgets[3].w` */
export function fieldOf(path: readonly PropertyKey[]): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('');
}
