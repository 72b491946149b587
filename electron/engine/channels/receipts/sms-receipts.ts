import type { DeliveryRecord } from '../../../../shared/domain/notifications/record';
import { instantOf, msOf } from '../../../../shared/domain/primitives';
import type { AwsContext } from '../../aws/aws-context';
import { withPriority } from '../../aws/priority';
import type { Outbox } from '../../outbox/outbox-api';
import type { Ports } from '../../ports';
import { readSmsLog } from './sms-log';

/** Watches for carriers' results of SMS that were accepted. */
export interface SmsReceipts {
  stop(): void;
}

interface SmsReceiptsOptions {
  readonly outbox: Pick<Outbox, 'list' | 'get' | 'receipt'>;
  /** Accounts that send SMS; null where none is open. */
  accounts(): readonly (AwsContext | null)[];
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
}

/** Wall time between two looks while a fresh SMS waits for its result; carriers answer within seconds. */
const LOOK_EVERY_MS = 30_000;
/** Looks that are left out while only old ones wait, or nobody keeps the log. */
const PATIENCE = 10;
const FRESH_MS = 10 * 60_000;
/** A result later than this does not come any more (engine time). */
const GIVE_UP_MS = 2 * 3_600_000;
const MOST_WAITING = 200;

/**
 * Reads the log in which SNS keeps what carriers did, while SMS wait for it, and never otherwise: an account that sends none costs
 * nothing. What it says is recorded with the delivery; what waits is asked of the outbox each time, so a restart loses nothing.
 */
export function followSms({ outbox, accounts, ports }: SmsReceiptsOptions): SmsReceipts {
  const { clock, wall, log } = ports;
  const stopping = new AbortController();
  let leaveOut = 0;

  function waiting(): DeliveryRecord[] {
    const from = instantOf(clock.nowMs() - GIVE_UP_MS);
    const all = { event: null, execution: null, to: null, text: null, before: null };
    const accepted = outbox.list({ ...all, state: 'accepted', channel: 'sms', from, limit: MOST_WAITING });
    return accepted.flatMap(({ deliveryId }) => outbox.get(deliveryId) ?? []);
  }

  async function look(): Promise<void> {
    const expected = waiting();
    if (expected.length === 0) return;
    if (leaveOut > 0 && !expected.some(isFresh)) {
      leaveOut -= 1;
      return;
    }
    leaveOut = PATIENCE;
    const ids = new Set(expected.map(({ attemptLog }) => attemptLog.at(-1)?.providerId));
    const since = Math.min(...expected.map(({ queuedAt }) => msOf(queuedAt)));
    for (const aws of new Set(accounts())) {
      if (aws === null) continue;
      const told = await withPriority('idle', () => readSmsLog(aws, since, stopping.signal));
      for (const { providerId, verdict, text } of told ?? []) {
        if (ids.has(providerId)) await outbox.receipt(providerId, { text, state: verdict });
      }
    }
  }

  function isFresh({ stateAt }: DeliveryRecord): boolean {
    return clock.nowMs() - msOf(stateAt) < FRESH_MS;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await wall.sleep(LOOK_EVERY_MS, stopping.signal);
      try {
        await look();
      } catch (error) {
        if (!stopping.signal.aborted) log.info({ error: String(error) }, 'the log of SMS could not be read');
      }
    }
  }

  run().catch(() => {
    // Only stopping ends the waiting.
  });
  return { stop: () => stopping.abort(new Error('the console stops')) };
}
