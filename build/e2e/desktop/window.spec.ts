import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ElectronApplication } from '@playwright/test';
import { windowSettings } from '../../scripts/lib/screen.mjs';
import { expect, test } from '../fixtures';
import { root } from '../processes';

/** What the program asked in message boxes, answered with the first button. */
async function recordQuestions(app: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Reflect.set(globalThis, 'asked', asked);
    dialog.showMessageBox = async (...args: unknown[]) => {
      asked.push(JSON.stringify(args[args.length - 1]));
      return { response: 0, checkboxChecked: false };
    };
  });
  return () => app.evaluate(() => JSON.parse(JSON.stringify(Reflect.get(globalThis, 'asked'))));
}

function desktopApp(app: ElectronApplication | null): ElectronApplication {
  if (app === null) throw new Error('this spec needs the window');
  return app;
}

test.describe('the window', () => {
  test('shows the rehearsal and says so in its title', async ({ running }) => {
    await expect(running.page.getByText('Payroll DR').first()).toBeVisible();
    const title = await desktopApp(running.app).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    expect(title).toBe('REHEARSAL · Tocsin');
  });

  test('gives its page no Node, no other address, no second window and no code from text', async ({ running }) => {
    const { page } = running;
    const app = desktopApp(running.app);
    await expect(page.getByRole('heading', { name: 'Payroll DR' })).toBeVisible();
    expect(await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')])).toEqual([
      'undefined',
      'undefined',
    ]);
    expect(await page.evaluate(() => window.open('http://example.com'))).toBeNull();
    expect(
      await page.evaluate(() =>
        fetch('https://example.com').then(
          () => 'fetched',
          () => 'refused',
        ),
      ),
    ).toBe('refused');
    const evaluated = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.fromText = true';
      document.body.append(script);
      return Reflect.has(window, 'fromText');
    });
    expect(evaluated).toBe(false);
    // Playwright itself would wait for the refused navigation to end, so the main process is asked.
    const contents = await app.evaluate(async ({ BrowserWindow }) => {
      const opened = BrowserWindow.getAllWindows()[0]?.webContents;
      await opened?.executeJavaScript("window.location.href = 'https://example.com'; null");
      return { address: opened?.getURL(), text: await opened?.executeJavaScript('document.body.innerText') };
    });
    expect(contents).toEqual({
      address: expect.stringMatching(/^app:\/\/tocsin\//),
      text: expect.stringContaining('Payroll DR'),
    });
  });

  test('goes on watching when closed, and says so once', async ({ running }) => {
    const app = desktopApp(running.app);
    await expect(running.page.getByText('Payroll DR').first()).toBeVisible();
    const asked = await recordQuestions(app);
    const close = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await close();
    await expect.poll(asked).toEqual([expect.stringContaining('keeps watching')]);
    await close();
    await expect(running.page.getByText('Payroll DR').first()).toBeVisible();
    expect(await asked()).toHaveLength(1);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('asks before it quits while something runs, and stays when told so', async ({ running }) => {
    const app = desktopApp(running.app);
    await expect(running.page.getByRole('heading', { name: 'Payroll DR' })).toBeVisible();
    const asked = await recordQuestions(app);
    await app.evaluate(({ app: program }) => program.quit());
    await expect.poll(asked).toEqual([expect.stringContaining('Payroll DR (DRILL), running. Quit all the same?')]);
    await expect(running.page.getByText('Payroll DR').first()).toBeVisible();
  });

  test('comes back by itself after its page crashed', async ({ running }) => {
    const app = desktopApp(running.app);
    await expect(running.page.getByText('Payroll DR').first()).toBeVisible();
    // Asking a crashed page anything would never be answered, so the reload is awaited first.
    await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const loaded = new Promise((resolve) => contents?.once('did-finish-load', () => resolve(null)));
      contents?.forcefullyCrashRenderer();
      await loaded;
    });
    const text = () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
      );
    await expect.poll(text, { timeout: 20_000 }).toContain('Payroll DR');
  });

  test('is the only one: a second start raises it and ends', async ({ running, dataDir, consoleArgs }) => {
    const app = desktopApp(running.app);
    await expect(running.page.getByText('Payroll DR').first()).toBeVisible();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const { switches, env } = windowSettings(
      process.env.TOCSIN_E2E_RUNTIME === 'development' ? 'development' : 'installed',
      process.env,
    );
    const second = spawn(app.process().spawnfile, [...switches, root, '--data-dir', dataDir, ...consoleArgs], {
      env,
      stdio: 'ignore',
    });
    const [code] = await once(second, 'exit');
    expect(code).toBe(0);
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
  });
});
