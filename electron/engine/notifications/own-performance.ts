import type { EventOf } from '../../../shared/domain/events';
import { anEvent } from '../../../shared/domain/notifications/catalogue/form';
import type { Delivery } from '../../../shared/domain/notifications/delivery';
import type { NotificationEvent } from '../../../shared/domain/notifications/event';
import type { Ports } from '../ports';

interface PerformanceOptions {
  readonly ports: Pick<Ports, 'clock' | 'wall'>;
  readonly rehearsal: boolean;
  /** Who hears of it; `opening` is the event that this one closes. */
  readonly plan: (event: NotificationEvent, opening: NotificationEvent | null) => readonly Delivery[];
  readonly owe: (events: readonly EventOf<'notification.raised'>[]) => void;
}

export interface PerformanceWatch {
  stop(): void;
}

const LOOK_EVERY_MS = 5_000;
/** So many looks make a judgement: a minute. */
const LOOKS = 12;
/** The console is slow when half of a minute's looks come this late, and well again when half are this punctual. */
const SLOW_MS = 1_000;
const WELL_MS = 250;

/**
 * Watches how late this program gets its turn. Everything waits behind that: messages that are read, screens that are told, pages that
 * are sent. A computer that slept is one late look of many and raises nothing.
 */
export function watchPerformance({ ports, rehearsal, plan, owe }: PerformanceOptions): PerformanceWatch {
  const { clock, wall } = ports;
  const stopping = new AbortController();
  let opening: NotificationEvent | null = null;
  let lates: number[] = [];
  void run();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const before = wall.monoMs();
      await wall.sleep(LOOK_EVERY_MS, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      lates = [...lates.slice(1 - LOOKS), wall.monoMs() - before - LOOK_EVERY_MS];
      if (lates.length === LOOKS) judge(medianOf(lates));
    }
  }

  function judge(lateMs: number): void {
    if (opening === null && lateMs >= SLOW_MS) tell(slow(lateMs));
    else if (opening !== null && lateMs < WELL_MS) tell(well(opening));
  }

  function tell(event: NotificationEvent): void {
    const deliveries = [...plan(event, event.lifecycle === 'closes' ? opening : null)];
    owe([{ type: 'notification.raised', at: event.occurredAt, event, deliveries }]);
    opening = event.lifecycle === 'closes' ? null : event;
    lates = [];
  }

  function slow(lateMs: number): NotificationEvent {
    const now = clock.now();
    return anEvent({
      type: 'health.performance-degraded',
      eventId: `health.performance-degraded:${now}`,
      occurredAt: now,
      title: 'The console is slow',
      summary: `For a minute, half of what it did came ${(lateMs / 1_000).toFixed(1)} seconds late. Messages and screens wait as long.`,
      nextSteps: ['Close what else uses this computer, or move the console to a faster one.'],
      alertKey: `own-performance:${now}`,
      threadKey: 'console',
      rehearsal,
    });
  }

  function well(since: NotificationEvent): NotificationEvent {
    const now = clock.now();
    return anEvent({
      type: 'alert.resolved',
      eventId: `alert.resolved:${since.alertKey}`,
      occurredAt: now,
      title: 'The console is fast again',
      summary: 'What it does comes in time again.',
      alertKey: since.alertKey,
      threadKey: 'console',
      rehearsal,
    });
  }

  return { stop: () => stopping.abort() };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
