import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Board, StoredBoard } from '../../../shared/domain/boards/board';
import { t } from '../../language/language';
import { useConsole, useGo } from '../../store/page';
import { useBoards } from '../../store/use-boards';
import { BoardGrid } from '../../ui/board/board-grid';
import { boardName } from '../../ui/board/board-name';
import { GAP, rowsOf } from '../../ui/board/placed';
import { pagesOf } from './pages-of';
import { useKeeper } from './use-keeper';
import { useAwake, useDarkWall, useLeaving, useStillPointer } from './use-wall-page';
import classes from './wall.module.css';
import { WallAlert } from './wall-alert';
import { WallBands } from './wall-bands';
import { WallStatus } from './wall-status';
import './wall-tokens.css';

interface WallScreenProps {
  readonly boards: readonly string[];
  readonly everySeconds: number;
}

/** The lowest row that still carries type for five metres, in pixels. */
const LEAST_ROW = 60;
const HIGHEST_ROW = 110;

/** Boards for a room: nothing to press, nothing to scroll, and never old data that looks like new. */
export function WallScreen({ boards, everySeconds }: WallScreenProps): ReactNode {
  const go = useGo();
  const { value } = useBoards();
  const { ref, height } = useElementSize<HTMLDivElement>();
  const mostRows = Math.max(4, Math.floor((height - GAP) / (LEAST_ROW + GAP)));
  const pages = useMemo(() => wallPages(value, boards, mostRows), [value, boards, mostRows]);
  const keeper = useKeeper(everySeconds * 1000);
  const { page, turns, silentSinceMs } = useSyncExternalStore(keeper.subscribe, keeper.state);
  useEffect(() => keeper.setPages(pages.length), [keeper, pages.length]);
  const shown = pages[page] ?? pages[0] ?? null;
  const still = useStillPointer();
  const awake = useAwake();
  useDarkWall();
  useLeaving({
    leave: () => go({ screen: 'boards', boardId: shown?.board.boardId ?? boards[0] ?? null, edit: false }),
    turn: keeper.turn,
  });
  return (
    <div className={classes.wall} data-still={still || undefined}>
      <WallBands silentSinceMs={silentSinceMs} />
      <WallAlert />
      <main className={classes.area} ref={ref} aria-label={shown === null ? t('wall.title') : boardName(shown.board)}>
        {shown === null || height === 0 ? (
          <Nothing boards={boards} loading={value === null} />
        ) : (
          <Shown page={shown} height={height} />
        )}
      </main>
      {pages.length > 1 ? (
        <div className={classes.progress} aria-hidden="true">
          <div key={turns} className={classes.passed} style={{ animationDuration: `${everySeconds}s` }} />
        </div>
      ) : null}
      <WallStatus
        name={shown === null ? t('wall.title') : boardName(shown.board)}
        place={pages.length > 1 ? `${page + 1}/${pages.length}` : null}
        awake={awake}
      />
    </div>
  );
}

interface WallPage {
  readonly board: Board;
  readonly widgets: Board['widgets'];
}

function wallPages(all: readonly StoredBoard[] | null, wanted: readonly string[], mostRows: number): readonly WallPage[] {
  const boards = wanted.flatMap((boardId) => (all ?? []).filter((board) => board.boardId === boardId));
  return boards.flatMap((board) => pagesOf(board.widgets, mostRows).map((widgets) => ({ board, widgets: [...widgets] })));
}

function Shown({ page, height }: { page: WallPage; height: number }): ReactNode {
  const { board, widgets } = page;
  const rows = Math.max(1, rowsOf(widgets));
  const rowHeight = Math.min(HIGHEST_ROW, Math.floor((height - GAP * (rows + 1)) / rows));
  if (widgets.length === 0) return <p className={classes.nothing}>{t('wall.emptyBoard', { name: boardName(board) })}</p>;
  return <BoardGrid widgets={widgets} range={board.range} contextId={board.contextId} mode="wall" rowHeight={rowHeight} />;
}

function Nothing({ boards, loading }: { boards: readonly string[]; loading: boolean }): ReactNode {
  const connected = useConsole((data) => data.connection.kind === 'live');
  const text = loading ? (connected ? t('wall.reading') : t('wall.waiting')) : t('wall.noBoards', { ids: boards.join(', ') });
  return <p className={classes.nothing}>{text}</p>;
}
