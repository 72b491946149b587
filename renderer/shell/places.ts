import {
  IconActivity,
  IconBell,
  IconFileSearch,
  IconGauge,
  IconListDetails,
  IconMessages,
  IconPlugConnected,
  IconSend,
  IconServer2,
  IconSettings,
} from '@tabler/icons-react';
import type { Route } from '../store/route';

export interface Place {
  readonly name: string;
  /** Under the icon of the rail, where room is scarce. */
  readonly short: string;
  readonly icon: typeof IconActivity;
  readonly route: Route;
}

/** The places of the console. To add one: a line here, and its case in the router. */
export const places: readonly Place[] = [
  { name: 'Live', short: 'Live', icon: IconActivity, route: { screen: 'live', executionId: null } },
  { name: 'Executions', short: 'Executions', icon: IconListDetails, route: { screen: 'executions' } },
  { name: 'Servers and plans', short: 'Servers', icon: IconServer2, route: { screen: 'servers', serverId: null } },
  { name: 'Alerts', short: 'Alerts', icon: IconBell, route: { screen: 'alerts' } },
  {
    name: 'Notifications',
    short: 'Notify',
    icon: IconSend,
    route: { screen: 'notifications', tab: 'settings', id: null },
  },
  { name: 'Messaging', short: 'Messages', icon: IconMessages, route: { screen: 'messaging', tab: 'topics' } },
  { name: 'Logs', short: 'Logs', icon: IconFileSearch, route: { screen: 'logs', tab: 'queries' } },
  { name: 'Health and capacity', short: 'Health', icon: IconGauge, route: { screen: 'capacity', tab: 'health' } },
  { name: 'Sources and accounts', short: 'Sources', icon: IconPlugConnected, route: { screen: 'sources' } },
  { name: 'Settings', short: 'Settings', icon: IconSettings, route: { screen: 'settings' } },
];
