/** The moments worth looking at. `act` brings the page there once it has drawn. */
const open = (text) => async (page) => {
  await page.getByText(text, { exact: true }).first().click();
  await page.waitForTimeout(400);
};
const press = (keys) => async (page) => {
  await page.keyboard.press(keys);
  await page.waitForTimeout(500);
};

const openFilter = async (page) => {
  await open('war-room')(page);
  await page.getByRole('button', { name: 'Filter of dana@example.com' }).click();
  await page.waitForTimeout(400);
};

const runQuery = async (page) => {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForTimeout(500);
};

const watchLogs = async (page) => {
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('button', { name: 'Log groups…' }).click();
  await page.waitForTimeout(500);
};
const openDeliveries = async (page) => {
  await open('war-room')(page);
  await page.getByText('What the endpoints answered').scrollIntoViewIfNeeded();
  await page.waitForTimeout(300);
};

const tab = (name) => async (page) => {
  await page.getByRole('tab', { name }).click();
  await page.waitForTimeout(400);
};

const openSilence = async (page) => {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Silence…' }).click();
  await page.waitForTimeout(500);
};
const openFinding = async (page) => {
  await page.getByRole('row').filter({ hasText: 'Replication lag of db-01' }).first().click();
  await page.waitForTimeout(500);
};
const pointAtCell = async (page) => {
  await page.getByRole('grid').hover({ position: { x: 800, y: 60 } });
  await page.waitForTimeout(300);
};
const openSeries = async (page) => {
  await page.getByRole('rowheader').first().click();
  await page.waitForTimeout(900);
};
const openLag = async (page) => {
  await open('web-02')(page);
  await page.getByRole('button', { name: 'Lag over time' }).click();
  await page.waitForTimeout(900);
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
  ...both({ name: 'forecast-known', scene: 'foreseen' }),
  ...both({ name: 'forecast-risk', scene: 'atRisk', act: tab(/^Forecast/) }),
  ...both({ name: 'forecast-unknown', scene: 'notEnoughHistory' }),
  ...both({ name: 'forecast-paused', scene: 'foreseenPaused' }),
  { name: 'forecast-many', scene: 'foreseenMany', act: tab(/^Forecast/) },
  { name: 'forecast-fleet', scene: 'foreseenFleet' },
  { name: 'forecast-old', scene: 'foreseenOld' },
  { name: 'forecast-german', scene: 'atRisk', language: 'de', act: tab(/^Prognose/) },
  { name: 'forecast-executions', scene: 'foreseen', place: '/executions' },
  { name: 'forecast-rpo', scene: 'foreseen', act: tab(/^RPO/) },
  ...both({ name: 'live-compared', scene: 'compared' }),
  { name: 'live-jobs', scene: 'compared', act: tab(/^DRS jobs/) },
  { name: 'live-instances', scene: 'compared', act: tab(/^Instances/) },
  ...both({ name: 'live-performance', scene: 'compared', act: tab(/^Performance/) }),
  { name: 'live-rpo', scene: 'compared', act: tab(/^RPO/) },
  { name: 'live-alerts', scene: 'compared', act: tab(/^Alerts/) },
  {
    name: 'live-zoomed',
    scene: 'compared',
    act: async (page) => {
      await page.getByRole('button', { name: /^Zoom in/ }).click();
      await page.getByRole('button', { name: /^Zoom in/ }).click();
      await page.getByRole('button', { name: 'Filter to this' }).click();
      await page.waitForTimeout(300);
    },
  },
  ...both({
    name: 'live-side-by-side',
    scene: 'compared',
    place: '/live/compare/7b1f6e0a-7f42-4a52-9c39-5e1f0f4e7a01,past-1,past-2',
  }),
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
  ...both({ name: 'notifications', scene: 'paused', place: '/notifications/settings/night-shift' }),
  { name: 'notifications-many', scene: 'load', place: '/notifications/settings/team-20' },
  { name: 'notifications-small', scene: 'paused', place: '/notifications/settings/management', width: 1024, height: 700 },
  { name: 'notifications-history-small', scene: 'paused', place: '/notifications/history/dlv-4', width: 1024, height: 700 },
  { name: 'notifications-level-small', scene: 'paused', place: '/notifications/level', width: 1024, height: 700 },
  { name: 'notifications-view-only', scene: 'paused', place: '/notifications/settings/night-shift', role: 'view' },
  { name: 'notifications-empty', scene: 'idle', place: '/notifications' },
  ...both({ name: 'notifications-defaults', scene: 'paused', place: '/notifications/settings/defaults' }),
  ...both({ name: 'notifications-history', scene: 'paused', place: '/notifications/history' }),
  { name: 'notifications-delivery', scene: 'paused', place: '/notifications/history/dlv-2' },
  ...both({ name: 'templates-mail', scene: 'paused', place: '/notifications/templates/server-status-email@en', wait: 1500 }),
  ...both({ name: 'templates-slack', scene: 'paused', place: '/notifications/templates/server-status-slack@en', wait: 1500 }),
  { name: 'templates-card', scene: 'paused', place: '/notifications/templates/execution-status-teams@en', wait: 1500 },
  { name: 'templates-sms', scene: 'paused', place: '/notifications/templates/execution-status-sms@en', wait: 1500 },
  {
    name: 'templates-versions',
    scene: 'paused',
    place: '/notifications/templates/server-status-slack@en',
    wait: 1500,
    act: open('Versions'),
  },
  ...both({ name: 'notifications-level', scene: 'paused', place: '/notifications/level' }),
  ...both({ name: 'oncall-now', scene: 'paused', place: '/alerting/on-call' }),
  { name: 'oncall-empty', scene: 'idle', place: '/alerting/on-call' },
  ...both({ name: 'oncall-schedule', scene: 'paused', place: '/alerting/schedules/payroll' }),
  {
    name: 'oncall-month',
    scene: 'paused',
    place: '/alerting/schedules/payroll',
    act: open('Month'),
  },
  {
    name: 'oncall-override',
    scene: 'paused',
    place: '/alerting/schedules/payroll',
    act: async (page) => {
      await page.getByRole('button', { name: 'Add an override' }).click();
      await page.waitForTimeout(400);
    },
  },
  { name: 'oncall-small', scene: 'paused', place: '/alerting/schedules/payroll', width: 1024, height: 700 },
  ...both({ name: 'oncall-person', scene: 'paused', place: '/alerting/people/ann' }),
  ...both({ name: 'oncall-policy', scene: 'paused', place: '/alerting/policies/critical' }),
  { name: 'oncall-german', scene: 'paused', place: '/alerting/policies/critical', language: 'de' },
  { name: 'oncall-schedule-german', scene: 'paused', place: '/alerting/schedules/payroll', language: 'de' },
  ...both({ name: 'rules', scene: 'paused', place: '/alerting/rules' }),
  { name: 'rules-empty', scene: 'idle', place: '/alerting/rules' },
  { name: 'rules-library', scene: 'paused', place: '/alerting/rules/library%20of%20rules' },
  ...both({
    name: 'rules-backtest',
    scene: 'paused',
    place: '/alerting/rules/alert-123',
    act: async (page) => {
      await page.getByRole('button', { name: 'Run the backtest' }).click();
      await page.waitForTimeout(900);
    },
  }),
  { name: 'rules-small', scene: 'paused', place: '/alerting/rules/alert-123', width: 1024, height: 700 },
  { name: 'rules-german', scene: 'paused', place: '/alerting/rules/alert-123', language: 'de' },
  { name: 'rules-list-german', scene: 'paused', place: '/alerting/rules', language: 'de' },
  ...both({ name: 'quiet-silence', scene: 'paused', place: '/alerting/quiet/silence%3As1' }),
  {
    name: 'quiet-new',
    scene: 'paused',
    place: '/alerting/quiet/silence%3Anew',
    act: async (page) => {
      await page
        .getByRole('combobox', { name: 'Value of condition 1' })
        .or(page.getByLabel('Value of condition 1'))
        .first()
        .fill('Payroll DR');
      await page.waitForTimeout(900);
    },
  },
  { name: 'quiet-week', scene: 'paused', place: '/alerting/quiet' },
  ...both({ name: 'quiet-window', scene: 'paused', place: '/alerting/quiet/window%3Anightly' }),
  { name: 'quiet-inhibition', scene: 'paused', place: '/alerting/quiet/inhibition%3Afailed-execution' },
  ...both({ name: 'quiet-monitoring', scene: 'paused', place: '/alerting/monitoring' }),
  { name: 'quiet-german', scene: 'paused', place: '/alerting/monitoring', language: 'de' },
  ...both({ name: 'alerts', scene: 'paused', place: '/alerts' }),
  { name: 'alerts-empty', scene: 'idle', place: '/alerts' },
  ...both({ name: 'incidents-list', scene: 'incidents', place: '/alerts' }),
  { name: 'incidents-many', scene: 'manyIncidents', place: '/alerts', act: press('j') },
  { name: 'incidents-german', scene: 'incidents', place: '/alerts', language: 'de' },
  ...both({ name: 'incidents-alerts', scene: 'incidents', place: '/alerts/alerts', act: open('app-04 failed to launch') }),
  ...both({ name: 'incident-worst', scene: 'incidents', place: '/incident/inc-15' }),
  { name: 'incident-silence', scene: 'incidents', place: '/incident/inc-15', act: openSilence },
  ...both({ name: 'incidents-trends', scene: 'incidents', place: '/alerts/trends' }),
  { name: 'incident-german', scene: 'incidents', place: '/incident/inc-15', language: 'de' },
  { name: 'incident-small', scene: 'incidents', place: '/incident/inc-13', width: 1024, height: 700 },
  { name: 'incident-ended', scene: 'incidents', place: '/incident/inc-9' },
  { name: 'incident-missing', scene: 'incidents', place: '/incident/nowhere' },
  ...both({ name: 'findings-list', scene: 'unusual', place: '/findings' }),
  ...both({ name: 'findings-panel', scene: 'unusual', place: '/findings', act: openFinding }),
  {
    name: 'findings-fleet',
    scene: 'unusual',
    place: '/findings',
    act: open('9 of 12 servers replicate later than usual since 09:11'),
  },
  { name: 'findings-many', scene: 'manyFindings', place: '/findings', act: press('Tab') },
  { name: 'findings-empty', scene: 'idle', place: '/findings' },
  { name: 'findings-view-only', scene: 'unusual', place: '/findings', role: 'view', act: openFinding },
  ...both({ name: 'findings-map', scene: 'unusual', place: '/findings/map', act: pointAtCell }),
  { name: 'findings-map-many', scene: 'manyFindings', place: '/findings/map' },
  ...both({ name: 'findings-series', scene: 'unusual', place: '/findings/map', act: openSeries }),
  ...both({ name: 'findings-detector', scene: 'unusual', place: '/findings/detector' }),
  ...both({ name: 'findings-live', scene: 'unusual' }),
  { name: 'findings-server', scene: 'unusual', place: '/servers', act: openLag },
  {
    name: 'findings-board',
    scene: 'unusual',
    place: '/boards/operational',
    wait: 1500,
    act: async (page) => {
      const chart = page.getByRole('button', { name: 'Expected' }).first();
      await chart.scrollIntoViewIfNeeded();
      await chart.click();
      await page.waitForTimeout(900);
    },
  },
  { name: 'findings-small', scene: 'unusual', place: '/findings', width: 1024, height: 700, act: openFinding },
  { name: 'findings-german', scene: 'unusual', place: '/findings', language: 'de', act: openFinding },
  { name: 'findings-detector-german', scene: 'unusual', place: '/findings/detector', language: 'de' },
  ...both({ name: 'messaging-topics', scene: 'running', place: '/messaging' }),
  { name: 'messaging-topic', scene: 'running', place: '/messaging', act: open('war-room') },
  { name: 'messaging-filter', scene: 'running', place: '/messaging', act: openFilter },
  { name: 'messaging-rule', scene: 'running', place: '/messaging/rules', act: open('aws-drs-orchestration-console-inst-1-drs') },
  ...both({ name: 'messaging-rules', scene: 'running', place: '/messaging/rules' }),
  ...both({ name: 'messaging-security', scene: 'running', place: '/messaging/security' }),
  { name: 'messaging-finding', scene: 'running', place: '/messaging/security', act: open('drs:DeleteSourceServer') },
  ...both({ name: 'sources', scene: 'troubled', place: '/sources' }),
  ...both({ name: 'settings', scene: 'running', place: '/settings' }),
  ...both({ name: 'setup', scene: 'running', place: '/setup/rehearsal%3Apayroll%40us-east-1' }),
  {
    name: 'setup-filter',
    scene: 'running',
    place: '/setup/rehearsal%3Apayroll%40us-east-1',
    act: async (page) => {
      await page.getByRole('button', { name: /^Filter of .*execution-notifications/ }).click();
      await page.waitForTimeout(400);
    },
  },
  {
    name: 'setup-picked',
    scene: 'running',
    place: '/setup/rehearsal%3Apayroll%40us-east-1',
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Protection groups' }).fill('payroll-groups');
      await page.getByRole('textbox', { name: 'Account and region to forward from' }).fill('777788889999 in eu-west-1');
      await page.getByRole('button', { name: 'Add: Account and region to forward from' }).click();
      await page.getByRole('textbox', { name: 'Topic by its ARN' }).fill('billing');
      await page.waitForTimeout(300);
    },
  },
  ...both({ name: 'capacity-health', scene: 'troubled', place: '/capacity' }),
  ...both({ name: 'capacity-limits', scene: 'running', place: '/capacity/limits' }),
  ...both({ name: 'capacity-metrics', scene: 'troubled', place: '/capacity/metrics' }),
  ...both({ name: 'capacity-alarms', scene: 'running', place: '/capacity/alarms' }),
  ...both({ name: 'capacity-dashboards', scene: 'running', place: '/capacity/dashboards' }),
  { name: 'capacity-dashboard', scene: 'running', place: '/capacity/dashboards', act: open('Preview…') },
  ...both({ name: 'logs-queries', scene: 'running', place: '/logs', act: runQuery }),
  { name: 'logs-watching', scene: 'running', place: '/logs/errors', act: watchLogs },
  { name: 'messaging-deliveries', scene: 'running', place: '/messaging', act: openDeliveries },
  ...both({ name: 'logs-errors', scene: 'running', place: '/logs/errors', act: open('aws-drs-orchestration-dr-orch-sf-dev') }),
  { name: 'executions-loading', scene: '', place: '/executions' },
  ...both({ name: 'boards-operational', scene: 'failed', place: '/boards/operational' }),
  ...both({ name: 'boards-edit', scene: 'failed', place: '/boards/executive', wait: 1200, act: open('Edit') }),
  { name: 'boards-small', scene: 'many', place: '/boards/operational', width: 1024, height: 700 },
  { name: 'boards-missing', scene: 'running', place: '/boards/nowhere' },
  { name: 'boards-loading', scene: '', place: '/boards' },
  { name: 'wall', scene: 'running', place: '/wall/operational/30', width: 1920, height: 1080 },
  { name: 'wall-alert', scene: 'failed', place: '/wall/operational/30', width: 1920, height: 1080 },
  { name: 'wall-recovery', scene: 'recovery', place: '/wall/executive/30', width: 1920, height: 1080 },
  { name: 'wall-old', scene: 'running', place: '/wall/operational/30', line: 'breaks', wait: 1500, width: 1920, height: 1080 },
  ...['alerts', 'servers', 'sources', 'settings'].flatMap((place) =>
    both({ name: `${place}-german`, scene: 'failed', place: `/${place}`, language: 'de' }),
  ),
  ...both({ name: 'live-german', scene: 'failed', language: 'de' }),
  ...both({ name: 'setup-german', scene: 'failed', place: '/setup/rehearsal%3Apayroll%40us-east-1', language: 'de' }),
  ...both({ name: 'shortcuts', scene: 'failed', place: '/alerts', act: press('?') }),
  { name: 'paper-servers', scene: 'failed', place: '/servers', act: async (page) => page.emulateMedia({ media: 'print' }) },
];
