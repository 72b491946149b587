import delivery from '../../../resources/dashboards/templates/delivery.json';
import drillNight from '../../../resources/dashboards/templates/drill-night.json';
import replication from '../../../resources/dashboards/templates/replication.json';
import { Board } from '../../../shared/domain/boards/board';

/** Small boards to begin with, beside the shipped ones and an empty one. */
export const boardTemplates: readonly Board[] = [drillNight, replication, delivery].map((board) => Board.parse(board));
