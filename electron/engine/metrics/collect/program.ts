import { CONSOLE, type Collector, type Measured, type Moment } from './collector';

/** What this program knows of itself. */
export interface Gauges {
  /** Processor milliseconds so far. */
  cpuMs(): number;
  memoryBytes(): number;
  /** Seconds by which 99 of 100 turns came late at most since this was last asked. */
  turnDelaySeconds(): number;
  /** Events in the journal. */
  events(): number;
  /** Seconds the longest append took since this was last asked; null where nothing was appended. */
  appendSeconds(): number | null;
  viewers(): number;
}

/** The console's own performance. */
export function program(gauges: Gauges): Collector {
  let before: { readonly cpuMs: number; readonly events: number } | null = null;

  return {
    sampled({ atMs, passedSeconds }: Moment) {
      const now = { cpuMs: gauges.cpuMs(), events: gauges.events() };
      const append = gauges.appendSeconds();
      const one = (name: string, value: number): Measured => ({ name, contextId: CONSOLE, labels: {}, atMs, value });
      const rates =
        before === null || passedSeconds === null || passedSeconds <= 0
          ? []
          : [
              one('EngineCpu', (now.cpuMs - before.cpuMs) / passedSeconds / 10),
              one('JournalEvents', now.events - before.events),
              one('EventsPerSecond', (now.events - before.events) / passedSeconds),
            ];
      before = now;
      return [
        ...rates,
        one('EngineMemory', gauges.memoryBytes()),
        one('EventLoopDelay', gauges.turnDelaySeconds()),
        ...(append === null ? [] : [one('JournalAppendTime', append)]),
        one('ViewersConnected', gauges.viewers()),
      ];
    },
  };
}
