import type { Incident } from '../../../../shared/domain/alerting/incident';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import { type Instant, instantOf, msOf } from '../../../../shared/domain/primitives';
import type { Ports } from '../../ports';
import { createClockWatch } from '../../session/clock-watch';
import type { Recorder } from '../../state/recorder';

interface Options {
  readonly ports: Pick<Ports, 'clock' | 'wall'>;
  readonly openIncidents: () => Iterable<Incident>;
  readonly owe: Recorder['owe'];
}

const LOOK_EVERY_MS = 5_000;
/** Set back by less, a step comes that much later and nobody minds. */
const LEAST_MS = 30_000;

/**
 * Keeps escalations due after as long as they were, when the clock of the machine is set back: their due times are set back with it.
 * Set forward, everything is due at once, of which each incident runs one step.
 */
export function followClock({ ports, openIncidents, owe }: Options) {
  const { clock, wall } = ports;
  const stopping = new AbortController();

  async function run(): Promise<void> {
    const watch = createClockWatch(wall);
    while (!stopping.signal.aborted) {
      await wall.sleep(LOOK_EVERY_MS, stopping.signal).catch(() => undefined);
      const backMs = -watch.look() * 1000;
      if (backMs >= LEAST_MS && !stopping.signal.aborted)
        owe([...openIncidents()].flatMap((incident) => setBack(incident, backMs, clock.now()) ?? []));
    }
  }

  return { start: () => void run(), stop: () => stopping.abort() };
}

/** The incident with what is due earlier by as much; null where nothing is. */
function setBack(incident: Incident, backMs: number, now: Instant): ConsoleEvent | null {
  const { escalation } = incident;
  if (escalation === null || (escalation.nextAt === null && escalation.remindAt === null)) return null;
  const earlier = (at: Instant | null) => (at === null ? null : instantOf(msOf(at) - backMs));
  const text = `The clock of the machine was set back by ${Math.round(backMs / 1000)} s; what is due is due as much earlier.`;
  return {
    type: 'incident.changed',
    at: now,
    incident: {
      ...incident,
      escalation: { ...escalation, nextAt: earlier(escalation.nextAt), remindAt: earlier(escalation.remindAt) },
    },
    entries: [{ at: now, kind: 'note', text, by: null, alertId: null }],
    actor: null,
  };
}
