import { readFile } from 'node:fs/promises';
import { expect, type Running, test } from './fixtures';
import { E1, E2, endingOf, hasEnded } from './outside/executions';
import { silentSources } from './outside/health';
import { POLICIES, type Served } from './serve';

/** The whole drill with the page open all the time. */
test.use({ consoleArgs: ['--rehearse', 'payroll-drill', '--speed', '120', '--operator', 'script', ...POLICIES] });

const MEGABYTE = 1024 * 1024;
/** The rehearsal's simulator lives in the same process as the engine; together they must stay far from what a leak would reach. With
 * the signed audit log 397 to 407 MB were seen, some 50 more than before it, of which the heap after a collection explains 4. */
const MOST_RESIDENT = 430 * MEGABYTE;

function served({ serve }: Running): Served {
  if (serve === null) throw new Error('the soak needs a process that it can weigh');
  return serve;
}

/** Resident memory of a process in bytes. */
async function residentBytes(pid: number): Promise<number> {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

test('the whole drill: ends right, memory bounded, nothing complains', async ({ running, host }) => {
  test.skip(host !== 'headless' || process.platform !== 'linux', 'weighed once, where the process can be weighed');
  test.setTimeout(300_000);
  const serve = served(running);
  const heard: string[] = [];
  running.page.on('console', (message) => (message.type() === 'error' ? heard.push(message.text()) : undefined));
  running.page.on('pageerror', (error) => heard.push(String(error)));
  let most = 0;
  await expect
    .poll(
      async () => {
        most = Math.max(most, await residentBytes(serve.pid));
        return hasEnded(serve);
      },
      { timeout: 240_000, intervals: [1_000] },
    )
    .toBe(true);
  expect(await endingOf(serve, E1)).toBe('FAILED []');
  expect(await endingOf(serve, E2)).toBe('COMPLETED []');
  expect(await silentSources(serve)).toEqual([]);
  await expect(running.page.getByText('played to its end')).toBeVisible();
  test.info().annotations.push({ type: 'memory', description: `${Math.round(most / MEGABYTE)} MB at most` });
  expect(most).toBeLessThan(MOST_RESIDENT);
  expect(heard).toEqual([]);
  expect(serve.output()).not.toMatch(/"level":"(error|fatal)"/);
});
