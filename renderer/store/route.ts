/** Parts of the messaging screen. */
export type MessagingTab = 'topics' | 'rules' | 'security';

/** Parts of the log screen. */
export type LogsTab = 'queries' | 'errors';

/** Where the operator is. Lives in the address's fragment, so that back, forward and reload keep the place. */
export type Route =
  | {
      readonly screen: 'live';
      readonly executionId: string | null;
      /** What lies under the timeline; the servers where nothing is said. */
      readonly tab?: LiveTab;
      /** Executions side by side; then `executionId` is null. */
      readonly compare?: readonly string[];
    }
  | { readonly screen: 'executions' | 'sources' | 'settings' }
  /** The incidents where nothing is said. */
  | { readonly screen: 'alerts'; readonly tab?: AlertsTab }
  | { readonly screen: 'incident'; readonly incidentId: string }
  | { readonly screen: 'training'; readonly tab: TrainingTab }
  | { readonly screen: 'setup'; readonly contextId: string }
  | { readonly screen: 'messaging'; readonly tab: MessagingTab }
  | { readonly screen: 'logs'; readonly tab: LogsTab }
  | { readonly screen: 'notifications'; readonly tab: NotificationsTab; readonly id: string | null }
  | { readonly screen: 'servers'; readonly serverId: string | null }
  | { readonly screen: 'capacity'; readonly tab: CapacityTab }
  /** `id`: what is open in it, by `kind:id` where the part has several kinds. */
  | { readonly screen: 'alerting'; readonly tab: AlertingTab; readonly id: string | null }
  /** `id`: the finding whose evidence is open. */
  | { readonly screen: 'findings'; readonly tab: FindingsTab; readonly id: string | null }
  /** `id`: the framework, with the control that is open after a colon. */
  | { readonly screen: 'compliance'; readonly tab: ComplianceTab; readonly id: string | null }
  /** Null is the first one. */
  | { readonly screen: 'boards'; readonly boardId: string | null; readonly edit: boolean }
  | { readonly screen: 'wall'; readonly boards: readonly string[]; readonly everySeconds: number };

export const liveTabs = ['servers', 'jobs', 'instances', 'performance', 'recovery-point', 'alerts', 'forecast'] as const;
export type LiveTab = (typeof liveTabs)[number];

export const alertsTabs = ['incidents', 'alerts', 'trends'] as const;
export type AlertsTab = (typeof alertsTabs)[number];

export const trainingTabs = ['exercises', 'scenarios', 'faults', 'reports'] as const;
export type TrainingTab = (typeof trainingTabs)[number];

export const capacityTabs = ['health', 'limits', 'metrics', 'alarms', 'dashboards'] as const;
export type CapacityTab = (typeof capacityTabs)[number];

export const alertingTabs = ['rules', 'quiet', 'monitoring', 'on-call', 'schedules', 'people', 'policies'] as const;
export type AlertingTab = (typeof alertingTabs)[number];

export const findingsTabs = ['list', 'map', 'detector'] as const;
export type FindingsTab = (typeof findingsTabs)[number];

export const complianceTabs = ['controls', 'risks', 'data', 'own'] as const;
export type ComplianceTab = (typeof complianceTabs)[number];

export const notificationsTabs = ['settings', 'templates', 'history', 'level'] as const;
export type NotificationsTab = (typeof notificationsTabs)[number];

export type ScreenName = Route['screen'];

/** An unknown place is the live screen: never an empty page because of an old bookmark. */
export function parseRoute(hash: string): Route {
  const [screen = '', id = '', detail = ''] = hash.replace(/^#\/?/, '').split('/').map(decode);
  switch (screen) {
    case 'executions':
    case 'sources':
    case 'settings':
      return { screen };
    case 'alerts': {
      const tab = alertsTabs.find((one) => one === id);
      return { screen, ...(tab === undefined || tab === 'incidents' ? {} : { tab }) };
    }
    case 'incident':
      return id === '' ? { screen: 'alerts' } : { screen, incidentId: id };
    case 'training':
      return { screen, tab: trainingTabs.find((tab) => tab === id) ?? 'exercises' };
    case 'messaging':
      return { screen, tab: id === 'rules' || id === 'security' ? id : 'topics' };
    case 'logs':
      return { screen, tab: id === 'errors' ? id : 'queries' };
    case 'notifications':
      return { screen, tab: notificationsTabs.find((tab) => tab === id) ?? 'settings', id: detail === '' ? null : detail };
    case 'setup':
      return { screen, contextId: id };
    case 'servers':
      return { screen, serverId: id === '' ? null : id };
    case 'capacity':
      return { screen, tab: capacityTabs.find((tab) => tab === id) ?? 'health' };
    case 'alerting':
      return { screen, tab: alertingTabs.find((tab) => tab === id) ?? 'rules', id: detail === '' ? null : detail };
    case 'findings':
      return { screen, tab: findingsTabs.find((tab) => tab === id) ?? 'list', id: detail === '' ? null : detail };
    case 'compliance':
      return { screen, tab: complianceTabs.find((tab) => tab === id) ?? 'controls', id: detail === '' ? null : detail };
    case 'boards':
      return { screen, boardId: id === '' ? null : id, edit: detail === 'edit' };
    case 'wall':
      return { screen, boards: id.split(',').filter((one) => one !== ''), everySeconds: wallSeconds(detail) };
    default:
      return screen === 'live' ? liveRoute(id, detail) : { screen: 'live', executionId: null };
  }
}

export function formatRoute(route: Route): string {
  switch (route.screen) {
    case 'live':
      if (route.compare !== undefined) return `#/live/compare/${route.compare.map(encodeURIComponent).join(',')}`;
      return `${join('live', route.executionId)}${route.executionId === null || route.tab === undefined || route.tab === 'servers' ? '' : `/${route.tab}`}`;
    case 'training':
      return join('training', route.tab);
    case 'messaging':
      return join('messaging', route.tab);
    case 'logs':
      return join('logs', route.tab);
    case 'notifications':
      return `${join('notifications', route.tab)}${route.id === null ? '' : `/${encodeURIComponent(route.id)}`}`;
    case 'setup':
      return join('setup', route.contextId);
    case 'servers':
      return join('servers', route.serverId);
    case 'capacity':
      return join('capacity', route.tab);
    case 'alerting':
      return `${join('alerting', route.tab)}${route.id === null ? '' : `/${encodeURIComponent(route.id)}`}`;
    case 'findings':
      return `${join('findings', route.tab)}${route.id === null ? '' : `/${encodeURIComponent(route.id)}`}`;
    case 'compliance':
      return `${join('compliance', route.tab)}${route.id === null ? '' : `/${encodeURIComponent(route.id)}`}`;
    case 'boards':
      return `${join('boards', route.boardId)}${route.boardId !== null && route.edit ? '/edit' : ''}`;
    case 'wall':
      return `#/wall/${route.boards.map(encodeURIComponent).join(',')}/${route.everySeconds}`;
    case 'alerts':
      return join('alerts', route.tab === undefined || route.tab === 'incidents' ? null : route.tab);
    case 'incident':
      return join('incident', route.incidentId);
    case 'executions':
    case 'sources':
    case 'settings':
      return join(route.screen, null);
  }
}

/** Five seconds to an hour; half a minute where nothing is said. */
function wallSeconds(text: string): number {
  const seconds = Math.round(Number(text === '' ? 30 : text));
  return Number.isNaN(seconds) ? 30 : Math.min(3_600, Math.max(5, seconds));
}

function liveRoute(id: string, detail: string): Route {
  if (id === 'compare') return { screen: 'live', executionId: null, compare: detail.split(',').filter((one) => one !== '') };
  const tab = liveTabs.find((one) => one === detail);
  return { screen: 'live', executionId: id === '' ? null : id, ...(id === '' || tab === undefined ? {} : { tab }) };
}

function join(screen: string, id: string | null): string {
  return id === null ? `#/${screen}` : `#/${screen}/${encodeURIComponent(id)}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
