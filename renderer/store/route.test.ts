import { expect, test } from 'vitest';
import { formatRoute, parseRoute, type Route } from './route';

const routes: readonly Route[] = [
  { screen: 'live', executionId: null },
  { screen: 'live', executionId: 'a/b#c d' },
  { screen: 'live', executionId: 'e1', tab: 'jobs' },
  { screen: 'live', executionId: null, compare: ['e1', 'e 2'] },
  { screen: 'servers', serverId: null },
  { screen: 'servers', serverId: 's-1' },
  { screen: 'executions' },
  { screen: 'alerts' },
  { screen: 'alerts', tab: 'alerts' },
  { screen: 'alerts', tab: 'trends' },
  { screen: 'incident', incidentId: 'inc/1 #2' },
  { screen: 'findings', tab: 'list', id: 'series/ServerLag/server=s-1@2026-03-14T09:00:00.000Z' },
  { screen: 'findings', tab: 'map', id: null },
  { screen: 'sources' },
  { screen: 'settings' },
  { screen: 'messaging', tab: 'topics' },
  { screen: 'messaging', tab: 'security' },
  { screen: 'logs', tab: 'queries' },
  { screen: 'logs', tab: 'errors' },
];

test.each(routes)('%o comes back from the address', (route) => {
  expect(parseRoute(formatRoute(route))).toEqual(route);
});

test.each(['', '#', '#/', '#/attic', '#/live/%E0%A4%A'])('%s leads to the live screen', (hash) => {
  expect(parseRoute(hash)).toEqual({ screen: 'live', executionId: null });
});

test('an incident without an id is the list of all', () => {
  expect(parseRoute('#/incident')).toEqual({ screen: 'alerts' });
});
