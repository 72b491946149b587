import type { Carrier } from '../../../../shared/domain/notifications/delivery';
import { readSmsReceipt, readTopicReceipt } from '../../../../shared/domain/notifications/receipt';
import type { DeliveryRecord } from '../../../../shared/domain/notifications/record';
import { instantOf, msOf } from '../../../../shared/domain/primitives';
import type { AwsContext } from '../../aws/aws-context';
import { withPriority } from '../../aws/priority';
import type { Outbox } from '../../outbox/outbox-api';
import type { Ports } from '../../ports';
import type { ChannelTools } from '../channel';
import { type DeliveryLog, readDeliveryLog, SMS_LOG } from './delivery-log';
import { createTopicLogs } from './topic-logs';

/** Watches for what became of messages that SNS accepted. */
export interface LogReceipts {
  stop(): void;
}

interface LogReceiptsOptions {
  readonly outbox: Pick<Outbox, 'list' | 'get' | 'receipt'>;
  readonly awsFor: ChannelTools['awsFor'];
  /** Accounts that send SMS; null where none is open. */
  smsAccounts(): readonly (AwsContext | null)[];
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'log'>;
}

/** A log, and the messages that may be told of in it. */
interface Expected {
  readonly aws: AwsContext;
  readonly log: DeliveryLog;
  readonly records: readonly DeliveryRecord[];
}

/** Wall time between two looks while a fresh message waits for its result; it comes within seconds. */
const LOOK_EVERY_MS = 30_000;
/** Looks that are left out while only old ones wait. */
const PATIENCE = 10;
const FRESH_MS = 10 * 60_000;
/** A result later than this does not come any more (engine time). */
const GIVE_UP_MS = 2 * 3_600_000;
const MOST_WAITING = 200;

/**
 * Reads the logs in which SNS keeps what became of SMS and of messages to topics, while some wait for it, and never otherwise: an
 * account that sends none costs nothing. What they say is recorded with the delivery; what waits is asked of the outbox each time, so a
 * restart loses nothing.
 */
export function followDeliveryLogs({ outbox, awsFor, smsAccounts, ports }: LogReceiptsOptions): LogReceipts {
  const { clock, wall, log } = ports;
  const stopping = new AbortController();
  const topicLogs = createTopicLogs(wall);
  let leaveOut = 0;

  function waiting(...carriers: readonly Carrier[]): DeliveryRecord[] {
    const from = instantOf(clock.nowMs() - GIVE_UP_MS);
    const all = { event: null, execution: null, to: null, text: null, before: null };
    return carriers
      .flatMap((channel) => outbox.list({ ...all, state: 'accepted', channel, from, limit: MOST_WAITING }))
      .flatMap(({ deliveryId }) => outbox.get(deliveryId) ?? []);
  }

  async function look(): Promise<void> {
    const [sms, published] = [waiting('sms'), waiting('sns', 'email-sns')];
    const all = [...sms, ...published];
    if (all.length === 0) return;
    if (leaveOut > 0 && !all.some(isFresh)) {
      leaveOut -= 1;
      return;
    }
    leaveOut = PATIENCE;
    for (const expected of [...ofSms(sms), ...(await ofTopics(published))]) await tell(expected);
  }

  function ofSms(records: readonly DeliveryRecord[]): Expected[] {
    if (records.length === 0) return [];
    return [...new Set(smsAccounts())].flatMap((aws) =>
      aws === null ? [] : [{ aws, log: { region: aws.spec.region, name: SMS_LOG, read: readSmsReceipt }, records }],
    );
  }

  async function ofTopics(records: readonly DeliveryRecord[]): Promise<Expected[]> {
    const expected: Expected[] = [];
    for (const arn of new Set(records.map(({ destination }) => destination))) {
      const aws = awsFor({ arn });
      if (aws === null || !(await topicLogs.isKept(aws, arn))) continue;
      const [, , , region = '', , name = ''] = arn.split(':');
      const own = records.filter(({ destination }) => destination === arn);
      expected.push({ aws, log: { region, name, read: readTopicReceipt }, records: own });
    }
    return expected;
  }

  async function tell({ aws, log: source, records }: Expected): Promise<void> {
    const known = new Map(records.map((record) => [record.attemptLog.at(-1)?.providerId, record]));
    const since = Math.min(...records.map(({ queuedAt }) => msOf(queuedAt)));
    const told = await withPriority('idle', () => readDeliveryLog(aws, source, since, stopping.signal));
    for (const { providerId, verdict, text } of told) {
      const record = known.get(providerId);
      if (record === undefined || record.receipts.some((receipt) => receipt.text === text)) continue;
      await outbox.receipt(providerId, { text, state: verdict });
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
        if (!stopping.signal.aborted) log.info({ error: String(error) }, 'what became of messages could not be read');
      }
    }
  }

  run().catch(() => {
    // Only stopping ends the waiting.
  });
  return { stop: () => stopping.abort(new Error('the console stops')) };
}
