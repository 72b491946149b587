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

/** What these boards are for, as it is kept, and where it is said in the language of the interface. */
const purposes: typeof shipped = {
  executive: { kept: 'Could we recover, did we keep our promises, and what does practice cost?', shown: 'boards.text:executive' },
  operational: { kept: 'Everything that runs, waits or is in trouble now.', shown: 'boards.text:operational' },
  compliance: { kept: 'Is every plan drilled in time, and is the record of it whole?', shown: 'boards.text:compliance' },
  performance: {
    kept: 'What takes how long, what got slower, and how AWS and this console answer.',
    shown: 'boards.text:performance',
  },
  'drill-night': { kept: 'One drill, large: its clock, its waves, its servers, what happens.', shown: 'boards.text:drill-night' },
  replication: { kept: 'How far behind the replicas are, and where.', shown: 'boards.text:replication' },
  delivery: { kept: 'Whether messages reach people, and whether AWS still answers.', shown: 'boards.text:delivery' },
};

/** What a board says of itself on the screen. */
export function boardText({ boardId, description }: Pick<Board, 'boardId' | 'description'>): string {
  const known = purposes[boardId];
  return known !== undefined && known.kept === description ? t(known.shown) : description;
}
