import type { Incident } from '../../../shared/domain/alerting/incident';
import type { Settings } from '../../../shared/domain/settings';
import type { View } from '../../../shared/domain/view';
import type { Ports } from '../ports';
import { type Heard, incidentAlert, newlyTold } from './incident-alerts';

/** Carries incidents of rules and scripts to the machine's native alerts: at once after a quiet while, then gathered. */
export interface IncidentAlerter {
  /** Called with each view that is published. */
  look(view: View): void;
  stop(): void;
}

interface Options {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'notifier' | 'log'>;
  readonly settings: () => Settings;
}

/** How long after an alert the next ones are gathered. */
const GATHER_MS = 1_500;

export function createIncidentAlerter({ ports, settings }: Options): IncidentAlerter {
  const { clock, wall, notifier, log } = ports;
  const stopping = new AbortController();
  const waiting = new Map<string, Incident>();
  let heard: Heard | null = null;
  let seen: View['incidents'] | null = null;
  let gathering = false;

  function look({ incidents }: View): void {
    if (incidents === seen || stopping.signal.aborted) return;
    seen = incidents;
    const found = newlyTold(incidents, heard, clock.now());
    heard = found.heard;
    for (const one of found.told) waiting.set(one.incidentId, one);
    if (!gathering && waiting.size > 0) void gather();
  }

  async function gather(): Promise<void> {
    gathering = true;
    try {
      while (waiting.size > 0 && !stopping.signal.aborted) {
        await show();
        await wall.sleep(GATHER_MS, stopping.signal);
      }
    } catch (thrown) {
      if (!stopping.signal.aborted) log.error({ error: thrown }, 'native alerts of incidents stopped by a bug');
    } finally {
      gathering = false;
    }
  }

  async function show(): Promise<void> {
    const alert = incidentAlert([...waiting.values()], settings());
    waiting.clear();
    // Where this machine shows none, the console itself does; the engine has said so.
    if (alert === null || notifier.by === 'in-app') return;
    const { outcome, reason } = await notifier.show(alert);
    if (outcome === 'failed') log.warn({ by: notifier.by, reason }, 'a native alert of an incident could not be shown');
  }

  return { look, stop: () => stopping.abort() };
}
