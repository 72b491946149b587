import { err, ok, type Result } from '../../shared/lib/result';
import type { Chance } from './world';

/** What can be made to go wrong on the road, for one service or for all. */
const FAULT_KINDS = {
  throttle: 'two of three calls are throttled',
  denied: 'every call is denied by IAM',
  slow: 'every answer waits 2.5 s',
  down: 'connections are cut without an answer',
  skew: "the service's clock is an hour ahead: Date header, and signatures refused as expired",
  expired: 'credentials have expired',
  invalid: 'the access key is unknown to AWS',
  signature: 'the signature does not match the secret key',
} as const;
type FaultKind = keyof typeof FAULT_KINDS;

/** What can go wrong with messages on their way into a queue. */
const DELIVERY_FAULTS = {
  duplicate: 'every message is delivered twice',
  reorder: 'every second message arrives after the one that follows it',
  malformed: 'every fourth message is preceded by a copy cut in half',
} as const;
type DeliveryFault = keyof typeof DELIVERY_FAULTS;

/** What can go wrong with mail and SMS once the call itself is understood. */
const SENDING_FAULTS = {
  'ses:sandbox': 'mail is taken from and for verified identities only',
  'ses:paused': 'the account may not send mail',
  'ses:rate': 'mail is sent too fast',
  'sns:sms-refused': 'carriers refuse every SMS after SNS took it',
  'sns:sms-opted-out': 'every number has opted out of SMS',
} as const;
type SendingFault = keyof typeof SENDING_FAULTS;

const THROTTLED_SHARE = 2 / 3;
export const SLOW_MS = 2_500;
export const SKEW_MS = 3_600_000;

export interface Faults {
  /** `drs:throttle`, `all:slow`, `sqs:duplicate`. An unknown name changes nothing. */
  set(name: string, on: boolean): Result<void, 'unknown-fault'>;
  isOn(service: string, kind: FaultKind): boolean;
  /** Delivery faults belong to `sqs`, whose queues they disturb. */
  disturbs(kind: DeliveryFault): boolean;
  isSet(fault: SendingFault): boolean;
  /** Whether this call is one of those a throttle fault refuses. Draws chance only while the fault is on. */
  throttles(service: string): boolean;
  active(): readonly string[];
}

/** Every fault name these services know, with a line saying what it does. */
export function faultNames(services: readonly string[]): readonly { readonly name: string; readonly says: string }[] {
  return [
    ...['all', ...services].flatMap((service) =>
      Object.entries(FAULT_KINDS).map(([kind, says]) => ({ name: `${service}:${kind}`, says })),
    ),
    ...Object.entries(DELIVERY_FAULTS).map(([kind, says]) => ({ name: `sqs:${kind}`, says })),
    ...Object.entries(SENDING_FAULTS).map(([name, says]) => ({ name, says })),
  ];
}

/** Switches for the faults of `services`, all off. */
export function createFaults(services: readonly string[], chance: Chance): Faults {
  const known = new Set(faultNames(services).map((fault) => fault.name));
  const active = new Set<string>();
  const isOn = (service: string, kind: FaultKind) => active.has(`${service}:${kind}`) || active.has(`all:${kind}`);
  return {
    set: (name, on) => {
      if (!known.has(name)) return err('unknown-fault');
      if (on) active.add(name);
      else active.delete(name);
      return ok(undefined);
    },
    isOn,
    disturbs: (kind) => active.has(`sqs:${kind}`),
    isSet: (fault) => active.has(fault),
    throttles: (service) => isOn(service, 'throttle') && chance.unit() < THROTTLED_SHARE,
    active: () => [...active],
  };
}
