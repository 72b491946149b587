import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, startDesktop, test } from '../fixtures';
import { alertsOnScreen, clickFirstAlert, type NativeAlert, nativeAlerts, screenshotOfScreen } from '../native-alerts';
import { POLICIES } from '../serve';

/** The daemon keeps the alerts of all specs; those up to here belong to earlier ones. */
let former = 0;

/** Alerts of this spec, oldest first. */
async function ours(): Promise<readonly NativeAlert[]> {
  const alerts = await nativeAlerts();
  return alerts.filter(({ app, id }) => app.toLowerCase() === 'tocsin' && id > former).sort((a, b) => a.id - b.id);
}

/** What alerts told, also within a summary: one line for each thing. */
function toldBy(alerts: readonly NativeAlert[]): readonly string[] {
  return alerts.flatMap(({ title, body }) => {
    const named = body.split('\n').filter((line) => line.startsWith('• '));
    return named.length > 0 ? named.map((line) => line.slice(2)) : [title.replace('REHEARSAL · ', '')];
  });
}

/** Settings of the rehearsal, as if a person had made them before. */
async function settle(dataDir: string, settings: object): Promise<void> {
  await mkdir(join(dataDir, 'rehearsal'), { recursive: true });
  await writeFile(join(dataDir, 'rehearsal', 'settings.json'), JSON.stringify({ version: 1, ...settings }));
}

const drill = ['--rehearse', 'payroll-drill', '--operator', 'script', ...POLICIES];

test.describe('native alerts of the window', () => {
  test.setTimeout(150_000);
  test.beforeEach(async () => {
    former = Math.max(0, ...(await nativeAlerts()).map(({ id }) => id));
  });

  test('reach the notification daemon; a click brings the window to the execution', async ({ dataDir }) => {
    const { app, page, stop } = await startDesktop(['--rehearse', 'payroll-drill', '--speed', '300'], dataDir);
    await expect.poll(alertsOnScreen, { timeout: 60_000 }).toBeGreaterThan(0);
    await screenshotOfScreen(join(test.info().project.outputDir, 'pictures', 'native-alert.png'));
    await page.getByTitle('Settings', { exact: true }).click();
    await app?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await clickFirstAlert();
    await expect.poll(() => app?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
    await expect(page.getByRole('row').filter({ hasText: 'app-03' })).toContainText('Failed');
    expect(page.url()).toContain('0f3c9a52-7d1e-4b8a-9c46-2e5b7a1d9f60');
    await stop();
  });

  test('tell of the failed server, the failed execution, the pause, a refused attempt and the completion, each once', async ({
    dataDir,
  }) => {
    const { stop } = await startDesktop([...drill, '--speed', '120'], dataDir);
    await expect
      .poll(async () => toldBy(await ours()), { timeout: 120_000, intervals: [2_000] })
      .toContain('Payroll DR completed');
    const alerts = await ours();
    expect([...toldBy(alerts)].sort()).toEqual([
      'Payroll DR completed',
      'Payroll DR failed',
      'Payroll DR waits for approval',
      'app-03 failed to launch',
      'mallory tried drs:TerminateRecoveryInstances',
    ]);
    expect(alerts.every(({ title }) => title.startsWith('REHEARSAL · '))).toBe(true);
    expect(alerts.find(({ title }) => title.endsWith('waits for approval'))?.body).toContain('Wave 3 Web waits for approval');
    // A drill in a test account is not critical: it may go by itself.
    expect(alerts.every(({ urgency, timeoutMs }) => urgency !== 'CRITICAL' && timeoutMs > 0)).toBe(true);
    await stop();
  });

  test('do not disturb lets only critical ones through, and those stay until somebody answers', async ({ dataDir }) => {
    await settle(dataDir, {
      alerts: { doNotDisturb: true },
      contexts: [{ contextId: 'rehearsal:us-east-1', environment: 'production' }],
    });
    const { page, stop } = await startDesktop([...drill, '--speed', '300'], dataDir);
    await expect(page.getByText('played to its end')).toBeVisible({ timeout: 60_000 });
    const alerts = await ours();
    expect([...toldBy(alerts)].sort()).toEqual(['Payroll DR failed', 'app-03 failed to launch']);
    expect(alerts.map(({ urgency, timeoutMs }) => [urgency, timeoutMs])).toEqual(alerts.map(() => ['CRITICAL', 0]));
    await page.getByTitle('Alerts', { exact: true }).click();
    await page.getByRole('radiogroup', { name: 'Which part' }).getByText('Alerts', { exact: true }).click();
    await page.getByText(/^All \d/).click();
    await page.getByRole('row').filter({ hasText: 'waits for approval' }).click();
    await expect(page.getByText(/do not disturb/i).first()).toBeVisible();
    await stop();
  });

  test('many at once are one summary, not a stack', async ({ dataDir }) => {
    const fleet = 'fleet?servers=24&executions=12&accounts=1&regions=1&waves=1';
    const { page, stop } = await startDesktop(['--rehearse', fleet, '--speed', '600'], dataDir);
    await expect(page.getByText('played to its end')).toBeVisible({ timeout: 90_000 });
    await expect
      .poll(async () => (await ours()).map(({ title }) => title), { timeout: 30_000, intervals: [2_000] })
      .toContainEqual(expect.stringMatching(/^REHEARSAL · \d+ things happened$/));
    expect((await ours()).length).toBeLessThan(6);
    await stop();
  });
});
