import { expect, test } from '../fixtures';
import { alertsOnScreen, clickFirstAlert, nativeAlerts } from '../native-alerts';

test.describe('native alerts of the window', () => {
  test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--speed', '300'] });

  test('reach the notification daemon; a click brings the window to the execution', async ({ running }) => {
    const { app, page } = running;
    if (app === null) throw new Error('this spec needs the window');
    await expect.poll(alertsOnScreen, { timeout: 60_000 }).toBeGreaterThan(0);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await clickFirstAlert();
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
    await expect(page.getByText('app-03').first()).toBeVisible();
    await expect
      .poll(
        async () => (await nativeAlerts()).filter(({ app: from }) => from.toLowerCase() === 'tocsin').map(({ title }) => title),
        { timeout: 60_000 },
      )
      .toEqual(expect.arrayContaining([expect.stringMatching(/^REHEARSAL · /), expect.stringContaining('waits for approval')]));
  });
});
