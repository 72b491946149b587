import type { Board } from '../../../shared/domain/boards/board';
import { type TextKey, t } from '../../language/language';

/** Boards that ship, with the names they are kept under; these are shown in the language of the interface until somebody renames them. */
const shipped: Readonly<Record<string, { readonly kept: string; readonly shown: TextKey }>> = {
  executive: { kept: 'Executive', shown: 'boards.name:executive' },
  operational: { kept: 'Operational', shown: 'boards.name:operational' },
  compliance: { kept: 'Compliance', shown: 'boards.name:compliance' },
  performance: { kept: 'Performance', shown: 'boards.name:performance' },
  'drill-night': { kept: 'Drill night', shown: 'boards.name:drill-night' },
  replication: { kept: 'Replication watch', shown: 'boards.name:replication' },
  delivery: { kept: 'Messages and sources', shown: 'boards.name:delivery' },
};

/** What a board is called on the screen. */
export function boardName({ boardId, name }: Pick<Board, 'boardId' | 'name'>): string {
  const known = shipped[boardId];
  return known !== undefined && known.kept === name ? t(known.shown) : name;
}
