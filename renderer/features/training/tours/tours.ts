import type { TextKey } from '../../../language/language';
import type { ScreenName } from '../../../store/route';

/** One stop of a tour: what is pointed at, by a selector that no language changes, and what is said there. */
export interface Stop {
  readonly target: string;
  readonly text: TextKey;
}

/** What can be shown around: every screen with a place of its own, and looking at the past. */
export type TourName = Exclude<ScreenName, 'setup' | 'wall' | 'incident'> | 'replay';

const HEAD = '[data-tour="head"]';
const TOOLS = '[data-tour="tools"]';
const BODY = '[data-tour="head"] + *';
const GRID = 'main [role="grid"]';
const FRESHNESS = '[data-tour="freshness"]';
const FIND = '[data-tour="find"]';
const CONTEXT = '[data-tour="context"]';
const RAIL = 'nav';

/** A tour for each screen. To add a stop: a line here, its text in both catalogues, and its place on the screen where none fits. */
export const tours: Readonly<Record<TourName, readonly Stop[]>> = {
  live: [
    { target: '[data-tour="live-header"]', text: 'tours.liveHeader' },
    { target: '[data-tour="live-timeline"]', text: 'tours.liveTimeline' },
    { target: GRID, text: 'tours.liveServers' },
    { target: '[data-tour="live-events"]', text: 'tours.liveEvents' },
    { target: FRESHNESS, text: 'tours.freshness' },
  ],
  boards: [
    { target: HEAD, text: 'tours.boardsHead' },
    { target: BODY, text: 'tours.boardsBody' },
    { target: CONTEXT, text: 'tours.context' },
  ],
  executions: [
    { target: HEAD, text: 'tours.executionsHead' },
    { target: GRID, text: 'tours.executionsGrid' },
    { target: FIND, text: 'tours.find' },
  ],
  servers: [
    { target: BODY, text: 'tours.serversPlans' },
    { target: GRID, text: 'tours.serversGrid' },
    { target: FRESHNESS, text: 'tours.serversFresh' },
  ],
  alerts: [
    { target: HEAD, text: 'tours.alertsHead' },
    { target: BODY, text: 'tours.alertsBody' },
    { target: RAIL, text: 'tours.alertsRail' },
  ],
  findings: [
    { target: TOOLS, text: 'tours.findingsTools' },
    { target: BODY, text: 'tours.findingsBody' },
    { target: CONTEXT, text: 'tours.context' },
  ],
  compliance: [
    { target: TOOLS, text: 'tours.complianceTools' },
    { target: BODY, text: 'tours.complianceBody' },
    { target: RAIL, text: 'tours.complianceRail' },
  ],
  alerting: [
    { target: TOOLS, text: 'tours.alertingTools' },
    { target: BODY, text: 'tours.alertingBody' },
    { target: RAIL, text: 'tours.alertingRail' },
  ],
  notifications: [
    { target: TOOLS, text: 'tours.notificationsTools' },
    { target: BODY, text: 'tours.notificationsBody' },
    { target: CONTEXT, text: 'tours.notificationsContext' },
  ],
  messaging: [
    { target: TOOLS, text: 'tours.messagingTools' },
    { target: BODY, text: 'tours.messagingBody' },
    { target: CONTEXT, text: 'tours.messagingContext' },
  ],
  logs: [
    { target: TOOLS, text: 'tours.logsTools' },
    { target: BODY, text: 'tours.logsBody' },
    { target: CONTEXT, text: 'tours.logsContext' },
  ],
  capacity: [
    { target: TOOLS, text: 'tours.capacityTools' },
    { target: BODY, text: 'tours.capacityBody' },
    { target: FRESHNESS, text: 'tours.capacityFresh' },
  ],
  sources: [
    { target: BODY, text: 'tours.sourcesBody' },
    { target: FRESHNESS, text: 'tours.sourcesFresh' },
    { target: CONTEXT, text: 'tours.sourcesContext' },
  ],
  settings: [
    { target: HEAD, text: 'tours.settingsHead' },
    { target: BODY, text: 'tours.settingsBody' },
    { target: FIND, text: 'tours.settingsFind' },
  ],
  training: [
    { target: TOOLS, text: 'tours.trainingTools' },
    { target: BODY, text: 'tours.trainingBody' },
    { target: RAIL, text: 'tours.trainingRail' },
  ],
  replay: [
    { target: '[data-tour="replay-bar"]', text: 'tours.replayBar' },
    { target: 'main', text: 'tours.replayScreen' },
    { target: RAIL, text: 'tours.replayRail' },
  ],
};
