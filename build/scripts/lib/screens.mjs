/**
 * Every screen that is pictured: `npm run screenshots`, and fewer of them where pictures are compared. To add one: a line here.
 */

import { z } from 'zod';

/** Ids of the drill's executions, and of the server that fails (they are those of the scenario). */
const FAILED_RUN = '0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60';
const PAUSED_RUN = '5b8d2c14-93ae-4f07-a1c5-6d2e8f907b31';
const FAILED_SERVER = 's-0a1b2c3d4e5f60a03';

/** @typedef {import('playwright').Page} Page */
/**
 * @typedef {object} Screen
 * @property {string} name
 * @property {string} hash Where it is.
 * @property {(page: Page) => Promise<void>} [act] What is done before the picture is taken.
 */
/**
 * @typedef {object} Moment
 * @property {number} seconds Simulated, from the start of the drill.
 * @property {(api: import('./fixed-console.mjs').FixedConsole['api']) => Promise<boolean>} isThere Whether the console has seen it.
 * @property {readonly Screen[]} screens
 */

const Listed = z.object({ items: z.array(z.object({ executionId: z.string(), status: z.string() })) });

/** @param {string} executionId @param {string} status */
const hasStatus = (executionId, status) => async (/** @type {import('./fixed-console.mjs').FixedConsole['api']} */ api) =>
  Listed.parse(await api('/executions')).items.some((one) => one.executionId === executionId && one.status === status);

/** @param {string} name @param {string} [hash] @param {Screen['act']} [act] @returns {Screen} */
const screen = (name, hash = name, act) => ({ name, hash: `#/${hash}`, ...(act === undefined ? {} : { act }) });

/** @type {readonly Moment[]} In the order of the drill. */
export const moments = [
  {
    // One server has failed, its siblings still launch, two alerts are open.
    seconds: 25 * 60 + 20,
    isThere: hasStatus(FAILED_RUN, 'FAILED'),
    screens: [
      screen('live-failed', `live/${FAILED_RUN}`),
      screen('live-failed-server', `live/${FAILED_RUN}`, async (page) => {
        await page
          .getByRole('grid', { name: 'Servers of this execution' })
          .getByRole('row')
          .filter({ hasText: 'app-03' })
          .click();
      }),
      screen('incident', 'alerts', async (page) => {
        await page.getByRole('main').getByRole('button', { name: 'Open' }).first().click();
        await page.getByRole('heading', { name: 'Probable causes' }).waitFor();
      }),
    ],
  },
  {
    // The second drill waits at its gate; the first is history.
    seconds: 80 * 60,
    isThere: hasStatus(PAUSED_RUN, 'PAUSED'),
    screens: [
      screen('live-paused', `live/${PAUSED_RUN}`),
      ...['jobs', 'instances', 'performance', 'recovery-point', 'alerts'].map((tab) =>
        screen(`live-${tab}`, `live/${PAUSED_RUN}/${tab}`),
      ),
      screen('live-compare', `live/compare/${FAILED_RUN},${PAUSED_RUN}`),
      screen('boards-operational', 'boards/operational'),
      screen('boards-customiser', 'boards/operational/edit'),
      screen('wall', 'wall/operational/3600'),
      screen('executions'),
      screen('replay', 'executions', async (page) => {
        await page.getByRole('button', { name: 'Replay Payroll DR' }).last().click();
        const bar = page.getByRole('region', { name: 'Replay', exact: true });
        await bar.getByRole('button', { name: 'Jump to…' }).click();
        await page
          .getByRole('menuitem', { name: /app-03 failed/ })
          .first()
          .click();
        await page.getByRole('menu').waitFor({ state: 'detached' });
      }),
      screen('servers'),
      screen('server', `servers/${FAILED_SERVER}`),
      screen('alerts'),
      ...['settings', 'templates', 'history', 'level'].map((tab) => screen(`notifications-${tab}`, `notifications/${tab}`)),
      ...['topics', 'rules', 'security'].map((tab) => screen(`messaging-${tab}`, `messaging/${tab}`)),
      ...['queries', 'errors'].map((tab) => screen(`logs-${tab}`, `logs/${tab}`)),
      ...['health', 'limits', 'metrics', 'alarms', 'dashboards'].map((tab) => screen(`capacity-${tab}`, `capacity/${tab}`)),
      screen('sources'),
      ...['exercises', 'scenarios', 'faults', 'reports'].map((tab) => screen(`training-${tab}`, `training/${tab}`)),
      screen('settings'),
      screen('palette', `live/${PAUSED_RUN}`, async (page) => page.keyboard.press('Control+k')),
      screen('shortcuts', `live/${PAUSED_RUN}`, async (page) => page.keyboard.press('?')),
    ],
  },
  {
    // The second drill has completed; its instances still run.
    seconds: 108 * 60,
    isThere: hasStatus(PAUSED_RUN, 'COMPLETED'),
    screens: [
      screen('live-completed', `live/${PAUSED_RUN}`),
      ...['executive', 'compliance', 'performance'].map((board) => screen(`boards-${board}`, `boards/${board}`)),
    ],
  },
];
