import {
  IconActivity,
  IconAdjustmentsBolt,
  IconBell,
  IconFileSearch,
  IconGauge,
  IconLayoutDashboard,
  IconListDetails,
  IconMessages,
  IconPlugConnected,
  IconRadar2,
  IconSchool,
  IconSend,
  IconServer2,
  IconSettings,
  IconShieldCheck,
} from '@tabler/icons-react';
import type { TextKey } from '../language/language';
import type { Route } from '../store/route';

export interface Place {
  readonly name: TextKey;
  /** Under the icon of the rail, where room is scarce. */
  readonly short: TextKey;
  /** The letter that goes there after `g`; no two places share one. */
  readonly key: string;
  readonly icon: typeof IconActivity;
  readonly route: Route;
}

/** The places of the console. To add one: a line here, and its case in the router. */
export const places: readonly Place[] = [
  {
    name: 'shell.place:live',
    short: 'shell.short:live',
    key: 'l',
    icon: IconActivity,
    route: { screen: 'live', executionId: null },
  },
  {
    name: 'boards.title',
    short: 'boards.short',
    key: 'd',
    icon: IconLayoutDashboard,
    route: { screen: 'boards', boardId: null, edit: false },
  },
  {
    name: 'shell.place:executions',
    short: 'shell.short:executions',
    key: 'e',
    icon: IconListDetails,
    route: { screen: 'executions' },
  },
  {
    name: 'shell.place:servers',
    short: 'shell.short:servers',
    key: 's',
    icon: IconServer2,
    route: { screen: 'servers', serverId: null },
  },
  { name: 'shell.place:alerts', short: 'shell.short:alerts', key: 'a', icon: IconBell, route: { screen: 'alerts' } },
  {
    name: 'findings.title',
    short: 'findings.short',
    key: 'u',
    icon: IconRadar2,
    route: { screen: 'findings', tab: 'list', id: null },
  },
  {
    name: 'alerting.title',
    short: 'alerting.short',
    key: 'r',
    icon: IconAdjustmentsBolt,
    route: { screen: 'alerting', tab: 'rules', id: null },
  },
  {
    name: 'shell.place:notifications',
    short: 'shell.short:notifications',
    key: 'n',
    icon: IconSend,
    route: { screen: 'notifications', tab: 'settings', id: null },
  },
  {
    name: 'shell.place:messaging',
    short: 'shell.short:messaging',
    key: 'm',
    icon: IconMessages,
    route: { screen: 'messaging', tab: 'topics' },
  },
  {
    name: 'shell.place:logs',
    short: 'shell.short:logs',
    key: 'o',
    icon: IconFileSearch,
    route: { screen: 'logs', tab: 'queries' },
  },
  {
    name: 'shell.place:capacity',
    short: 'shell.short:capacity',
    key: 'h',
    icon: IconGauge,
    route: { screen: 'capacity', tab: 'health' },
  },
  {
    name: 'compliance.title',
    short: 'compliance.short',
    key: 'f',
    icon: IconShieldCheck,
    route: { screen: 'compliance', tab: 'controls', id: null },
  },
  { name: 'shell.place:sources', short: 'shell.short:sources', key: 'c', icon: IconPlugConnected, route: { screen: 'sources' } },
  {
    name: 'training.title',
    short: 'training.short',
    key: 't',
    icon: IconSchool,
    route: { screen: 'training', tab: 'exercises' },
  },
  { name: 'shell.place:settings', short: 'shell.short:settings', key: 'p', icon: IconSettings, route: { screen: 'settings' } },
];
