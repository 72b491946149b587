import { err, ok, type Result } from '../../../shared/lib/result';
import type { Faults } from '../faults';
import type { Chance, SimulatedTime } from '../world';
import type { LogStore } from './logs';
import type { Place } from './metrics';
import type { Post } from './post';
import type { Roles } from './roles';

/** SMS that go to a number directly, without a topic. Nothing is really sent; the post shows what was. */
export interface Phones {
  /** SMS preferences of an account and region (`DeliveryStatusIAMRole`, `DefaultSMSType` …). */
  preferences(place: Place): Map<string, string>;
  /** SNS takes a message before the carrier does: the id says nothing about arrival. */
  send(place: Place, message: { readonly number: string; readonly text: string }): Result<string, 'opted-out'>;
}

/** Carriers answer a little later. */
const ANSWERED_AFTER_MS = 2_000;

export function createPhones(ports: {
  readonly time: SimulatedTime;
  readonly chance: Chance;
  readonly logs: LogStore;
  readonly roles: Roles;
  readonly post: Post;
  readonly faults: Faults;
}): Phones {
  const { time, chance, logs, roles, post, faults } = ports;
  const preferences = new Map<string, Map<string, string>>();
  const of = ({ account, region }: Place) => {
    const found = preferences.get(`${account} ${region}`) ?? new Map<string, string>();
    preferences.set(`${account} ${region}`, found);
    return found;
  };

  /** A line in the account's log of SMS, where its preferences name a role that may write it (aws-contracts 4.5). */
  function log(place: Place, line: { readonly messageId: string; readonly number: string; readonly isDelivered: boolean }): void {
    const role = of(place).get('DeliveryStatusIAMRole');
    if (role === undefined) return;
    const rate = Number(of(place).get('DeliveryStatusSuccessSamplingRate') ?? '0');
    if (line.isDelivered && chance.unit() * 100 >= rate) return;
    const name = `sns/${place.region}/${place.account}/DirectPublishToPhoneNumber${line.isDelivered ? '' : '/Failure'}`;
    const arn = `arn:aws:logs:${place.region}:${place.account}:log-group:${name}`;
    if (!roles.serves(role, 'sns.amazonaws.com', 'logs:PutLogEvents', `${arn}:log-stream:*`)) return;
    const made = logs.create(place, name, time.now());
    const group = made.ok ? made.value : logs.find(place, name);
    if (group !== null) logs.write(group, chance.uuid(), time.now(), [JSON.stringify(deliveryLine(line, time.now()))]);
  }

  return {
    preferences: of,
    send: (place, { number, text }) => {
      if (faults.isSet('sns:sms-opted-out')) return err('opted-out');
      const isDelivered = !faults.isSet('sns:sms-refused');
      const messageId = chance.uuid();
      if (isDelivered)
        post.send({
          at: time.now(),
          protocol: 'sms',
          endpoint: number,
          topicArn: '',
          kind: 'notification',
          subject: null,
          text,
          token: null,
        });
      time.at(time.now() + ANSWERED_AFTER_MS, () => log(place, { messageId, number, isDelivered }));
      return ok(messageId);
    },
  };
}

function deliveryLine(line: { readonly messageId: string; readonly number: string; readonly isDelivered: boolean }, at: number) {
  return {
    notification: { messageId: line.messageId, timestamp: new Date(at).toISOString().replace('T', ' ').slice(0, 23) },
    delivery: {
      phoneCarrier: 'Example Mobile',
      mnc: 0,
      numberOfMessageParts: 1,
      destination: line.number,
      priceInUSD: 0.00645,
      smsType: 'Transactional',
      mcc: 0,
      providerResponse: line.isDelivered ? 'Message has been accepted by phone carrier' : 'Blocked as spam by phone carrier',
      dwellTimeMs: 599,
      dwellTimeMsUntilDeviceAck: 1_344,
    },
    status: line.isDelivered ? 'SUCCESS' : 'FAILURE',
  };
}
