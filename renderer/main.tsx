import './no-generated-code';
import { takeToken } from './bridge/access-token';
import { portTransport } from './bridge/transport-port';
import { wsTransport } from './bridge/transport-ws';
import type { Wall } from './bridge/wall';
import { startPage } from './start-page';
import { formatRoute } from './store/route';

const wall: Wall = {
  nowMs: () => Date.now(),
  after: (ms, task) => {
    const timer = window.setTimeout(task, ms);
    return () => window.clearTimeout(timer);
  },
  unit: () => Math.random(),
};

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place to draw in');

const host = window.tocsin;
const transport =
  host === undefined
    ? wsTransport(window.location.origin, takeToken(window.location, window.history, window.sessionStorage))
    : portTransport(host, wall);
const page = startPage(transport, wall, root);

host?.onNavigate((executionId) => {
  const route = { screen: 'live', executionId } as const;
  // Whoever follows an alert wants to see now.
  page.ui.setState({ route, replay: null });
  window.history.pushState(null, '', formatRoute(route));
});
