import type { ConsoleEvent } from '../../../shared/domain/events';
import type { Notice, NoticeDelivery } from '../../../shared/domain/notice';
import type { Settings } from '../../../shared/domain/settings';
import type { View } from '../../../shared/domain/view';
import type { Ports } from '../ports';
import { deliveredEvent, planAlert } from './native-alerts';

/** Carries notices to the machine's native alerts: at once after a quiet while, then gathered so that a storm is one alert. */
export interface Alerter {
  /** Called with each view that is published. */
  look(view: View): void;
  /** Ends the gathering; what waits stays undelivered, and is shown after the next start. */
  stop(): void;
}

export interface AlerterOptions {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'notifier' | 'log'>;
  readonly settings: () => Settings;
  readonly record: (events: readonly ConsoleEvent[]) => void;
  readonly warn: (warning: { readonly code: string; readonly message: string; readonly next: string }) => void;
}

/** How long after an alert the next ones are gathered. */
const GATHER_MS = 1_500;

export function createAlerter({ ports, settings, record, warn }: AlerterOptions): Alerter {
  const { clock, wall, notifier, log } = ports;
  const stopping = new AbortController();
  /** Being decided about now, or decided but not yet seen as delivered in a view. */
  const handled = new Set<string>();
  const waiting = new Map<string, Notice>();
  let gathering = false;
  let seen: View['notices'] | null = null;

  function look(view: View): void {
    if (view.notices === seen || stopping.signal.aborted) return;
    seen = view.notices;
    for (const [id, notice] of Object.entries(view.notices)) {
      if (notice.deliveries.length > 0) forget(id);
      else if (!handled.has(id)) waiting.set(id, notice);
    }
    if (!gathering && waiting.size > 0) void gather();
  }

  function forget(id: string): void {
    handled.delete(id);
    waiting.delete(id);
  }

  /** Tells what waits, then leaves time for more to come; ends after a quiet while. */
  async function gather(): Promise<void> {
    gathering = true;
    try {
      while (waiting.size > 0 && !stopping.signal.aborted) {
        await deliver();
        await wall.sleep(GATHER_MS, stopping.signal);
      }
    } catch (thrown) {
      if (!stopping.signal.aborted) log.error({ error: thrown }, 'native alerts stopped by a bug');
    } finally {
      gathering = false;
    }
  }

  async function deliver(): Promise<void> {
    const notices = [...waiting.values()];
    waiting.clear();
    for (const notice of notices) handled.add(notice.noticeId);
    const plan = planAlert(notices, settings());
    const suppressed = plan.suppressed.map(({ notice, reason }) => deliveredEvent(notice, delivery('suppressed', reason)));
    const outcome = plan.alert === null ? [] : await show(plan.alert, plan.shown);
    record([...suppressed, ...outcome]);
  }

  async function show(
    alert: NonNullable<ReturnType<typeof planAlert>['alert']>,
    shown: readonly Notice[],
  ): Promise<ConsoleEvent[]> {
    if (notifier.by === 'in-app') {
      warn({
        code: 'alerts.in-app',
        message: `Alerts are shown in this window only: ${notifier.why}`,
        next: 'Run `tocsin doctor` to see what native alerts need here.',
      });
      return shown.map((notice) => deliveredEvent(notice, delivery('shown', 'shown in the console only')));
    }
    const { outcome, reason } = await notifier.show(alert);
    if (outcome === 'failed') {
      log.warn({ by: notifier.by, reason }, 'a native alert could not be shown');
      warn({
        code: 'alerts.failed',
        message: `A native alert could not be shown: ${reason ?? 'no reason given'}.`,
        next: 'Run `tocsin doctor` to see what native alerts need here.',
      });
    }
    const why = reason ?? (shown.length > 1 ? `one alert for ${shown.length} notices` : null);
    return shown.map((notice) => deliveredEvent(notice, delivery(outcome, why)));
  }

  function delivery(outcome: NoticeDelivery['outcome'], reason: string | null): NoticeDelivery {
    return { at: clock.now(), by: notifier.by, outcome, reason };
  }

  return { look, stop: () => stopping.abort() };
}
