import { monitorEventLoopDelay } from 'node:perf_hooks';
import { cpuUsage, memoryUsage } from 'node:process';
import type { Journal } from '../journal/journal';
import type { LiveFeed } from '../state/live-feed';
import type { Gauges } from './collect/program';
import { startStopwatch } from './stopwatch';

/** How often the delay is looked at; what was waited for is no delay. */
const RESOLUTION_MS = 20;

/** What this process can say of itself, and what passes through here on its way. */
export interface ProcessGauges extends Gauges {
  /** The same journal, whose appends are timed. */
  timed(journal: Journal): Journal;
  /** The same stream, whose followers are counted. */
  counted(subscribe: LiveFeed['subscribe']): LiveFeed['subscribe'];
  stop(): void;
}

export function createProcessGauges(events: () => number): ProcessGauges {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let longestAppendMs: number | null = null;
  let viewers = 0;

  return {
    cpuMs() {
      const { user, system } = cpuUsage();
      return (user + system) / 1000;
    },
    memoryBytes: () => memoryUsage.rss(),
    turnDelaySeconds() {
      const ms = delay.percentile(99) / 1e6;
      delay.reset();
      return Number.isFinite(ms) ? Math.max(0, ms - RESOLUTION_MS) / 1000 : 0;
    },
    events,
    appendSeconds() {
      const ms = longestAppendMs;
      longestAppendMs = null;
      return ms === null ? null : ms / 1000;
    },
    viewers: () => viewers,
    timed: (journal) => ({
      ...journal,
      append(...given) {
        const tookMs = startStopwatch();
        const done = journal.append(...given);
        if (given[0].length > 0) longestAppendMs = Math.max(longestAppendMs ?? 0, tookMs());
        return done;
      },
    }),
    counted: (subscribe) =>
      async function* follow(from, signal) {
        viewers += 1;
        try {
          yield* subscribe(from, signal);
        } finally {
          viewers -= 1;
        }
      },
    stop: () => void delay.disable(),
  };
}
