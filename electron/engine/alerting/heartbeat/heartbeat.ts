import type { Incident } from '../../../../shared/domain/alerting/incident';
import type { Heartbeat } from '../../../../shared/domain/alerting/on-call/settings';
import type { Instant } from '../../../../shared/domain/primitives';
import type { OutgoingHttp } from '../../channels/http/outgoing-http';
import { hostOf } from '../../channels/http/post';
import { scrub } from '../../channels/http/scrub';
import type { Ports } from '../../ports';
import type { OwnTroubles } from '../on-call/own-trouble';
import { standstillOf } from './self-audit';

/** How the sign of life fares. Wall clock. */
export interface HeartbeatState {
  readonly enabled: boolean;
  /** When the receiver took the last one. */
  readonly sentAt: Instant | null;
  /** Why the newest one was not sent or not taken; null while all is well. */
  readonly problem: string | null;
}

interface Options {
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
  readonly http: Pick<OutgoingHttp, 'request'>;
  readonly settings: () => Heartbeat;
  readonly value: (reference: string) => Promise<string | null>;
  readonly openIncidents: () => Iterable<Incident>;
  readonly isRecording: () => boolean;
  readonly troubles: OwnTroubles;
}

/** How often it is looked whether one is due; also how soon a change of the settings holds. */
const LOOK_EVERY_MS = 5_000;
/** So many failures in a row are an alert. */
const FAILURES = 2;

/**
 * Sends a sign of life to a dead-man's switch elsewhere, every so many minutes of wall time, as long as the console really works. While it
 * does not, it keeps silent, so that the alarm is raised there.
 */
export function createHeartbeat(options: Options) {
  const { ports, settings, troubles } = options;
  const { wall } = ports;
  const stopping = new AbortController();
  let sentAt: Instant | null = null;
  let problem: string | null = null;
  let failures = 0;
  let dueMs = wall.monoMs();
  let known = settings();
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const now = settings();
      if (now !== known) dueMs = wall.monoMs();
      known = now;
      if (now.enabled && wall.monoMs() >= dueMs) {
        dueMs = wall.monoMs() + now.everyMinutes * 60_000;
        await beat(now);
      }
      if (!now.enabled) settle(null);
      await wall.sleep(LOOK_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  async function beat(heartbeat: Heartbeat): Promise<void> {
    const standstill = standstillOf({
      incidents: options.openIncidents(),
      now: ports.clock.now(),
      isRecording: options.isRecording(),
    });
    const failed = standstill ?? (await call(heartbeat, heartbeat.secretUrl, stopping.signal));
    if (stopping.signal.aborted) return;
    if (failed === null) sentAt = wall.now();
    settle(failed);
  }

  function settle(failed: string | null): void {
    problem = failed;
    failures = failed === null ? 0 : failures + 1;
    if (failures === 1) ports.log.warn({ reason: failed }, 'the sign of life was not sent');
    const summary = `The dead-man's switch elsewhere will raise its alarm. ${failed ?? ''}`.trim();
    const trouble = {
      key: 'heartbeat',
      name: 'heartbeat.failing',
      severity: 'HIGH' as const,
      title: 'The sign of life fails',
      summary,
    };
    if (failures === 0 || failures >= FAILURES) troubles.tell(trouble, failures >= FAILURES);
  }

  /** Null where it was taken. */
  async function call(heartbeat: Heartbeat, address: Heartbeat['secretUrl'], signal: AbortSignal): Promise<string | null> {
    const url = await revealed(address);
    if (url === null) return 'Its address is not in the key store of this computer: enter it again.';
    const authorization = await revealed(heartbeat.authorization);
    const reply = await options.http.request({
      method: 'POST',
      url,
      headers: authorization === null ? {} : { authorization },
      body: '',
      signal,
    });
    if (reply.kind !== 'answered') return scrub(reply.message, [url]);
    return reply.status >= 200 && reply.status < 300 ? null : `${hostOf(url)} answered ${reply.status}.`;
  }

  async function revealed(secret: Heartbeat['secretUrl']): Promise<string | null> {
    if (secret === null || typeof secret === 'string') return secret;
    try {
      return await options.value(secret.SecretRef);
    } catch {
      return null;
    }
  }

  return {
    start(): void {
      running ??= run();
    },
    state: (): HeartbeatState => ({ enabled: settings().enabled, sentAt, problem }),
    async stop(): Promise<void> {
      stopping.abort();
      await running;
      const heartbeat = settings();
      if (!heartbeat.enabled || heartbeat.stopSecretUrl === null || sentAt === null) return;
      const farewell = new AbortController();
      void wall.sleep(FAREWELL_MS, farewell.signal).then(
        () => farewell.abort(),
        () => undefined,
      );
      const failed = await call(heartbeat, heartbeat.stopSecretUrl, farewell.signal);
      farewell.abort();
      if (failed !== null) ports.log.warn({ reason: failed }, "the dead-man's switch was not told of the stop");
    },
  };
}

/** Whoever stops the console does not wait longer for a receiver. */
const FAREWELL_MS = 1_000;
