import type { StoredBoard } from '../../../shared/domain/boards/board';
import type { Result } from '../../../shared/lib/result';
import type { WriteProblem } from '../notifications-api';
import type { Actor } from '../ports';

/** What a writer believes to hold, as HTTP's headers say it; both null writes over whatever is there. */
export interface Conditions {
  readonly ifMatch: string | null;
  readonly ifNoneMatch: string | null;
}

/** Dashboards as handlers see them: `engine.inside.boards`. Problems name the field: `widgets[3].w`. */
export interface Boards {
  /** Shipped ones first, in their order; then one's own by name. */
  list(): StoredBoard[];
  get(boardId: string): StoredBoard | null;
  /** Strong validator of all of them together. */
  etag(): string;
  save(boardId: string, sent: unknown, conditions: Conditions, actor: Actor): Promise<Result<StoredBoard, WriteProblem>>;
  /** What is not in `sent` is removed, or is as it was shipped again. */
  replace(sent: unknown, conditions: Conditions, actor: Actor): Promise<Result<StoredBoard[], WriteProblem>>;
  /** Answers the shipped board behind it, or null. */
  remove(boardId: string, conditions: Conditions, actor: Actor): Promise<Result<StoredBoard | null, WriteProblem>>;
  duplicate(boardId: string, name: string | null, actor: Actor): Promise<Result<StoredBoard, WriteProblem>>;
}
