/** The moments worth looking at. `act` brings the page there once it has drawn. */
const open = (text) => async (page) => {
  await page.getByText(text, { exact: true }).first().click();
  await page.waitForTimeout(400);
};
const press = (keys) => async (page) => {
  await page.keyboard.press(keys);
  await page.waitForTimeout(500);
};

const both = (shot) => [
  { ...shot, name: `${shot.name}-dark` },
  { ...shot, name: `${shot.name}-light`, theme: 'light' },
];

export const shots = [
  ...both({ name: 'live-running', scene: 'running' }),
  ...both({ name: 'live-failed', scene: 'failed' }),
  ...both({ name: 'live-paused', scene: 'paused' }),
  ...both({ name: 'live-completed', scene: 'completed' }),
  ...both({ name: 'live-recovery', scene: 'recovery' }),
  ...both({ name: 'live-many', scene: 'many' }),
  {
    name: 'live-many-open',
    scene: 'many',
    act: async (page) => page.getByRole('button', { name: /Show the servers of Wave 2/ }).click(),
  },
  { name: 'live-server', scene: 'failed', act: open('app-03') },
  {
    name: 'live-open-wave',
    scene: 'failed',
    act: async (page) => page.getByRole('button', { name: /Show the servers of Wave 2/ }).click(),
  },
  { name: 'live-actions', scene: 'paused', act: open('Actions') },
  { name: 'live-resume', scene: 'paused', act: open('Resume') },
  { name: 'live-empty', scene: 'idle' },
  { name: 'live-loading', scene: '' },
  { name: 'broken-down', scene: 'running', line: 'breaks', wait: 1500 },
  { name: 'broken-start', scene: '', line: 'down' },
  { name: 'broken-refused', scene: '', line: 'refused' },
  { name: 'live-small', scene: 'failed', width: 1024, height: 700 },
  { name: 'palette', scene: 'failed', act: press('Control+k') },
  { name: 'freshness', scene: 'troubled', act: async (page) => page.getByRole('button', { name: /^SFN/ }).click() },
  ...both({ name: 'executions', scene: 'load', place: '/executions' }),
  ...both({ name: 'servers', scene: 'troubled', place: '/servers' }),
  { name: 'servers-panel', scene: 'troubled', place: '/servers', act: open('web-02') },
  { name: 'servers-load', scene: 'load', place: '/servers' },
  ...both({ name: 'alerts', scene: 'paused', place: '/alerts' }),
  { name: 'alerts-empty', scene: 'idle', place: '/alerts' },
  ...both({ name: 'sources', scene: 'troubled', place: '/sources' }),
  ...both({ name: 'settings', scene: 'running', place: '/settings' }),
  { name: 'executions-loading', scene: '', place: '/executions' },
];
