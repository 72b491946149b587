import compliance from '../../../resources/dashboards/compliance.json';
import executive from '../../../resources/dashboards/executive.json';
import operational from '../../../resources/dashboards/operational.json';
import performance from '../../../resources/dashboards/performance.json';
import { Board } from '../../../shared/domain/boards/board';

/** Dashboards that are part of the program, in the order in which they are offered. */
export const shippedBoards: readonly Board[] = [executive, operational, compliance, performance].map((board) =>
  Board.parse(board),
);
