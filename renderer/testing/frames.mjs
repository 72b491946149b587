/**
 * Frame times of the fixtures page under load: ten deltas a second, while a table scrolls. 4,000 servers in 100 executions, and then in a
 * single one.
 */
import { chromium } from 'playwright';
import { serveFixtures } from './serve-fixtures.mjs';

const { origin, close } = await serveFixtures();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

const looks = [
  ['load', '/servers'],
  ['load', '/executions'],
  ['load', '/live'],
  ['fleet', '/live'],
];
for (const [scene, place] of looks) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${origin}/?scene=${scene}&line=busy#${place}`);
  await page.waitForTimeout(2500);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const before = await metricsOf(session);
  const figures = await page.evaluate(async () => {
    const list = document.querySelector('[role="grid"]')?.parentElement;
    const frames = [];
    const work = [];
    new PerformanceObserver((seen) => work.push(...seen.getEntries().map((entry) => entry.duration))).observe({
      type: 'longtask',
    });
    await new Promise((resolve) => {
      let before = performance.now();
      const end = before + 6000;
      const step = (now) => {
        frames.push(now - before);
        before = now;
        list?.scrollBy(0, 24);
        if (now < end) requestAnimationFrame(step);
        else resolve();
      };
      requestAnimationFrame(step);
    });
    frames.sort((a, b) => a - b);
    const at = (share) => Math.round(frames[Math.floor((frames.length - 1) * share)] * 10) / 10;
    return {
      frames: frames.length,
      p50: at(0.5),
      p99: at(0.99),
      max: at(1),
      over32: frames.filter((one) => one > 32).length,
      longTasks: work.length,
      heapMb: Math.round(performance.memory.usedJSHeapSize / 1e6),
    };
  });
  const after = await metricsOf(session);
  const share = (name) => `${Math.round(((after[name] - before[name]) / (after.Timestamp - before.Timestamp)) * 100)} %`;
  console.log(
    JSON.stringify({
      scene,
      place,
      ...figures,
      script: share('ScriptDuration'),
      style: share('RecalcStyleDuration'),
      layout: share('LayoutDuration'),
      all: share('TaskDuration'),
    }),
  );
  await page.close();
}
await browser.close();
close();

async function metricsOf(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map((one) => [one.name, one.value]));
}
