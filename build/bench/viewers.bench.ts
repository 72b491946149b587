import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchContext } from '../scripts/lib/bench-context';
import { quantile } from './lib/quantile';
import { openViewer, type Viewer } from './lib/viewers-clients';
import { type Commit, runViewersConsole, sharedNow, type ViewersAnswer, type ViewersOrder } from './lib/viewers-console';

const SLOW = 20;
const VANISHING = 20;
const MEGABYTE = 1024 * 1024;

/**
 * Many browsers on one headless console with 4,000 servers: from an event's commit to the delta at each of them and at the last, and the
 * memory each costs; then the same beside viewers that read nothing and viewers that vanish. `--servers`, `--executions`, `--viewers`,
 * `--seconds`, `--rate`.
 */
export async function bench(context: BenchContext): Promise<void> {
  const { values } = parseArgs({
    args: [...context.args],
    options: {
      servers: { type: 'string', default: '4000' },
      executions: { type: 'string', default: '100' },
      viewers: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '20' },
      rate: { type: 'string', default: '50' },
      console: { type: 'boolean', default: false },
    },
  });
  const size = { servers: Number(values.servers), executions: Number(values.executions) };
  if (values.console) return runViewersConsole(size);
  const load = { events: Number(values.seconds) * Number(values.rate), perSecond: Number(values.rate) };

  const console = startConsole(['--servers', values.servers, '--executions', values.executions]);
  const door = await console.told('open');
  try {
    const before = await console.ask({ do: 'weigh' }, 'weight');
    context.say(`${size.servers} servers, ${size.executions} executions; ${values.viewers} viewers arrive at once`);
    const begun = sharedNow();
    const viewers = Array.from({ length: Number(values.viewers) }, () => openViewer(door.url, door.token, 'reads'));
    await Promise.all(viewers.map(({ greeted }) => greeted));
    context.figure('all viewers hold a snapshot', Math.round(sharedNow() - begun), 'ms', more({ viewers: viewers.length }));
    await sleep(2_000);
    const held = await console.ask({ do: 'weigh' }, 'weight');
    const share = ({ rssBytes }: { readonly rssBytes: number }) => (rssBytes - before.rssBytes) / viewers.length / MEGABYTE;
    context.figure('memory of the console, each viewer', round(share(held), 3), 'MB', {
      ...more({ before: megabytes(before.rssBytes), after: megabytes(held.rssBytes), most: megabytes(held.mostRssBytes) }),
      budget: 1,
    });

    context.say(`${load.events} events, ${load.perSecond} a second`);
    report(context, 'all read', viewers, await console.ask({ do: 'load', ...load }, 'loaded'));
    const worked = await console.ask({ do: 'weigh' }, 'weight');
    context.figure('memory of the console, each viewer, after the load', round(share(worked), 3), 'MB', {
      ...more({ after: megabytes(worked.rssBytes), most: megabytes(worked.mostRssBytes) }),
      budget: 1,
    });

    context.say(`the same beside ${SLOW} that read nothing and ${VANISHING} that vanish`);
    const slow = Array.from({ length: SLOW }, () => openViewer(door.url, door.token, 'slow'));
    const vanishing = Array.from({ length: VANISHING }, () => openViewer(door.url, door.token, 'reads'));
    await Promise.all([...slow, ...vanishing].map(({ greeted }) => greeted));
    const troubled = console.ask({ do: 'load', ...load }, 'loaded');
    for (const viewer of vanishing) {
      await sleep((load.events * 1000) / load.perSecond / (2 * VANISHING));
      viewer.vanish();
    }
    report(context, 'some read nothing, some vanish', viewers, await troubled);
    const burdened = await console.ask({ do: 'weigh' }, 'weight');
    context.figure('memory of the console with slow viewers', megabytes(burdened.rssBytes), 'MB', {
      ...more({ withoutThem: megabytes(worked.rssBytes), most: megabytes(burdened.mostRssBytes) }),
    });

    for (const viewer of slow) viewer.resume();
    const newest = Math.max(...viewers.map((viewer) => viewer.newest()));
    const caughtUp = await within(10_000, () =>
      slow.every((viewer) => viewer.newest() >= newest || viewer.closedWith() !== null),
    );
    context.figure(
      'slow viewers that are up to date, or were closed, once they read again',
      slow.filter(isWell(newest)).length,
      'viewers',
      {
        ...more({ of: SLOW, closed: slow.filter((viewer) => viewer.closedWith() !== null).length }),
      },
    );
    if (!caughtUp) process.exitCode = 1;
    for (const viewer of [...viewers, ...slow]) viewer.close();
  } finally {
    await console.stop();
  }
}

const isWell = (newest: number) => (viewer: Viewer) => viewer.newest() >= newest || viewer.closedWith() !== null;

function report(
  { figure }: BenchContext,
  which: string,
  viewers: readonly Viewer[],
  loaded: Extract<ViewersAnswer, { is: 'loaded' }>,
): void {
  const arrivals = loaded.commits.map((commit) => viewers.map((viewer) => latency(viewer, commit)));
  const each = arrivals.flat().filter((ms) => ms !== null);
  const last = arrivals.map((all) => Math.max(...all.map((ms) => ms ?? Number.POSITIVE_INFINITY)));
  const missed = arrivals.flat().length - each.length;
  const shape = (ms: readonly number[]) => ({
    p50: round(quantile(ms, 0.5), 1),
    max: round(quantile(ms, 1), 1),
    samples: ms.length,
  });
  const cpu = { cpuShare: round(loaded.cpuMs / loaded.tookMs, 2), lateMs: Math.round(loaded.lateMs) };
  figure(`commit to each viewer, ${which}`, round(quantile(each, 0.99), 1), 'ms', {
    ...more({ quantile: 'p99', ...shape(each), missed, ...cpu }),
    budget: 250,
  });
  figure(`commit to the last viewer, ${which}`, round(quantile(last, 0.99), 1), 'ms', more({ quantile: 'p99', ...shape(last) }));
  if (missed > 0) process.exitCode = 1;
}

function latency(viewer: Viewer, { at, seq }: Commit): number | null {
  const seen = viewer.seen.get(seq);
  return seen === undefined ? null : seen - at;
}

interface Console {
  told<K extends ViewersAnswer['is']>(what: K): Promise<Extract<ViewersAnswer, { is: K }>>;
  ask<K extends ViewersAnswer['is']>(order: ViewersOrder, what: K): Promise<Extract<ViewersAnswer, { is: K }>>;
  stop(): Promise<void>;
}

/** The console in a process of its own: this same program, told to be one. */
function startConsole(args: readonly string[]): Console {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--expose-gc', '--enable-source-maps', fileURLToPath(import.meta.url), '--console', ...args],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const ended = once(child, 'exit');
  const told: Console['told'] = (what) =>
    new Promise((resolve, reject) => {
      const hear = (message: ViewersAnswer): void => {
        if (!isAnswer(message, what)) return;
        child.off('message', hear);
        resolve(message);
      };
      child.on('message', hear);
      child.once('exit', (code) => reject(new Error(`the console ended with ${code}`)));
    });
  return {
    told,
    ask(order, what) {
      const answered = told(what);
      child.send(order);
      return answered;
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.send({ do: 'stop' } satisfies ViewersOrder);
      await ended;
    },
  };
}

function isAnswer<K extends ViewersAnswer['is']>(message: ViewersAnswer, what: K): message is Extract<ViewersAnswer, { is: K }> {
  return message.is === what;
}

async function within(ms: number, isTrue: () => boolean): Promise<boolean> {
  const end = sharedNow() + ms;
  while (!isTrue() && sharedNow() < end) await sleep(20);
  return isTrue();
}

function more(rest: object): object {
  return { ...rest, load: round(loadavg()[0] ?? 0, 1) };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function megabytes(bytes: number): number {
  return Math.round(bytes / MEGABYTE);
}
