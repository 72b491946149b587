import type { View } from '../../shared/domain/view';
import { manyFindings, unusual } from './findings';
import { atRisk, foreseen, foreseenFleet, foreseenMany, foreseenOld, foreseenPaused, notEnoughHistory } from './fixture-forecast';
import { history } from './history';
import { incidents, manyIncidents } from './scene-of-incidents';
import { troubled } from './scene-of-trouble';
import { completed, failed, idle, paused, recovery, running } from './scenes-of-a-drill';
import { compared, fleet, load, many } from './scenes-of-many';

/** Every scene by the name under which the fixture pages know it. To add one: a line here. */
export const scenes: Readonly<Record<string, (wallMs: number) => View>> = {
  running,
  failed,
  paused,
  completed,
  recovery,
  many,
  troubled,
  idle,
  load,
  fleet,
  compared,
  history,
  incidents,
  manyIncidents,
  unusual,
  manyFindings,
  foreseen,
  atRisk,
  foreseenPaused,
  foreseenMany,
  foreseenFleet,
  notEnoughHistory,
  foreseenOld,
};
