import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, startDesktop, test } from '../fixtures';

/** A program that stays: what `window.spec.ts` asks of one window, here between starts and ends. */
test.describe('the program', () => {
  const args = ['--rehearse', 'payroll-drill', '--speed', '60'];

  test('starts at login when asked to, and no longer when asked not to', async ({ dataDir }) => {
    const home = { XDG_CONFIG_HOME: join(dataDir, 'config') };
    const { page, stop } = await startDesktop(args, dataDir, home);
    const entry = () => readFile(join(dataDir, 'config', 'autostart', 'tocsin.desktop'), 'utf8').catch(() => 'none');
    await page.getByTitle('Settings', { exact: true }).click();
    await page.getByRole('switch', { name: 'Start at login' }).click();
    await expect.poll(entry).toMatch(/^\[Desktop Entry\]\n(.*\n)*Exec=".+" .*"--data-dir" ".+"/);
    expect(await entry()).toContain(`"${dataDir}"`);
    await page.getByRole('switch', { name: 'Start at login' }).click();
    await expect.poll(entry).toBe('none');
    await stop();
  });

  test('is raised from hiding by a second start, which ends at once', async ({ dataDir }) => {
    const { app, page, stop } = await startDesktop(args, dataDir);
    await expect(page.getByText('Payroll DR').first()).toBeVisible();
    await app?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await expect(startDesktop(args, dataDir)).rejects.toThrow();
    await expect.poll(() => app?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
    await stop();
  });

  test('ends in order when a person insists although something runs, and knows so at the next start', async ({ dataDir }) => {
    const { app, page } = await startDesktop(args, dataDir);
    await expect(page.getByText('Running').first()).toBeVisible();
    await app?.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false });
    });
    const main = app?.process();
    const ended = main === undefined ? Promise.resolve([]) : once(main, 'exit');
    app?.evaluate(({ app: program }) => program.quit()).catch(() => undefined); // it ends before it can answer
    expect(await ended).toEqual([0, null]);
  });
});
