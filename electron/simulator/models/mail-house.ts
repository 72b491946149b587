import { err, ok, type Result } from '../../../shared/lib/result';
import type { Faults } from '../faults';
import type { Chance, SimulatedTime } from '../world';
import { mailEvents } from './mail-events';
import type { Place } from './metrics';
import type { TopicStore } from './topics';

/** A mail as it was handed to SES: whole MIME, kept for whoever wants to look. */
export interface SentMail extends Place {
  /** Simulated epoch milliseconds. */
  readonly at: number;
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  /** MIME source. */
  readonly raw: string;
  readonly configurationSet: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

export interface EventDestination {
  readonly name: string;
  readonly enabled: boolean;
  /** `SEND DELIVERY BOUNCE COMPLAINT REJECT DELIVERY_DELAY` */
  readonly kinds: readonly string[];
  readonly topicArn: string | null;
}

export type MailRefusal =
  | { readonly why: 'paused' | 'rate' }
  | { readonly why: 'not-verified'; readonly identities: readonly string[] }
  | { readonly why: 'no-configuration-set'; readonly name: string };

/** SES of every account and region. Nothing is really sent. */
export interface MailHouse {
  /** Verified as soon as they are made, for nobody could click the link. */
  identities(place: Place): Set<string>;
  /** Whether mail may come from there: the sandbox fault asks for an identity, else everybody's is taken. */
  isVerified(place: Place, identity: string): boolean;
  readonly isInSandbox: () => boolean;
  readonly isPaused: () => boolean;
  /** By name. */
  configurationSets(place: Place): Map<string, EventDestination[]>;
  send(mail: Omit<SentMail, 'at' | 'messageId'>): Result<string, MailRefusal>;
  /** Newest first. */
  sent(): readonly SentMail[];
}

/** Older mails are thrown away. */
const KEPT_MAILS = 1_000;

export function createMailHouse(ports: {
  readonly time: SimulatedTime;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly topics: TopicStore;
}): MailHouse {
  const { time, chance, faults, topics } = ports;
  const identities = new Map<string, Set<string>>();
  const sets = new Map<string, Map<string, EventDestination[]>>();
  const mails: SentMail[] = [];
  const of = <T>(all: Map<string, T>, { account, region }: Place, make: () => T): T => {
    const key = `${account} ${region}`;
    const found = all.get(key) ?? make();
    all.set(key, found);
    return found;
  };
  const house: MailHouse = {
    identities: (place) => of(identities, place, () => new Set<string>()),
    configurationSets: (place) => of(sets, place, () => new Map<string, EventDestination[]>()),
    isVerified: (place, identity) => !faults.isSet('ses:sandbox') || house.identities(place).has(identity),
    isInSandbox: () => faults.isSet('ses:sandbox'),
    isPaused: () => faults.isSet('ses:paused'),
    sent: () => [...mails].reverse(),
    send: (wanted) => {
      const refusal = refusalOf(wanted);
      if (refusal !== null) return err(refusal);
      const mail = { ...wanted, at: time.now(), messageId: `${chance.hex(16)}-${chance.uuid()}-000000` };
      mails.push(mail);
      if (mails.length > KEPT_MAILS) mails.shift();
      for (const event of mailEvents(mail, chance)) time.at(mail.at + event.afterMs, () => tell(mail, event.kind, event.body));
      return ok(mail.messageId);
    },
  };

  function refusalOf(mail: Omit<SentMail, 'at' | 'messageId'>): MailRefusal | null {
    if (faults.isSet('ses:paused')) return { why: 'paused' };
    if (faults.isSet('ses:rate')) return { why: 'rate' };
    const { configurationSet } = mail;
    if (configurationSet !== null && !house.configurationSets(mail).has(configurationSet))
      return { why: 'no-configuration-set', name: configurationSet };
    const isVerified = (address: string) =>
      house.isVerified(mail, address) || house.isVerified(mail, address.split('@')[1] ?? '');
    const failing = [mail.from, ...mail.to].filter((address) => !isVerified(address));
    return failing.length === 0 ? null : { why: 'not-verified', identities: failing };
  }

  /** To the topics of the mail's configuration set whose policy lets SES in. */
  function tell(mail: SentMail, kind: string, body: object): void {
    if (mail.configurationSet === null) return;
    const destinations = house.configurationSets(mail).get(mail.configurationSet) ?? [];
    const sourceArn = `arn:aws:ses:${mail.region}:${mail.account}:configuration-set/${mail.configurationSet}`;
    for (const { enabled, kinds, topicArn } of destinations) {
      if (!enabled || topicArn === null || !kinds.includes(kind)) continue;
      topics.publishAs(
        { principal: 'ses.amazonaws.com', sourceArn },
        { topicArn, subject: 'Amazon SES Email Event Notification', message: JSON.stringify(body) },
      );
    }
  }
  return house;
}
