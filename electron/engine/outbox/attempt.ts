import type { NotificationSettings } from '../../../shared/domain/notifications/defaults';
import type { AttemptClass, Delivery } from '../../../shared/domain/notifications/delivery';
import type { NotificationEvent } from '../../../shared/domain/notifications/event';
import type { Rendered } from '../../../shared/domain/notifications/rendered';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Channel, ChannelTools, SendJob, SendOutcome } from '../channels/channel';
import type { Wall } from '../ports';
import { destinationKey, type Entry } from './entry';
import type { MessageRenderer, NotificationStore, Revealed } from './outbox-api';
import type { OutboxTables } from './tables';

/** Carriers keep their own limits (15 s a call); this one is for a carrier that does not come back. */
const GIVE_UP_MS = 45_000;

const MOST_REVEALED = 500;
/** Made once: an abort without a reason makes one each time, with its stack. */
const OVER = new Error('The attempt is over.');

/** A message with everything it takes to send it. */
export interface Ready {
  readonly channel: Channel;
  readonly job: Omit<SendJob, 'signal' | 'attempt'>;
  readonly content: Content;
}

export interface Content {
  readonly rendered: Rendered;
  readonly templateId: string;
  /** Rendered just now, so still to be stored. */
  readonly isNew: boolean;
}

/** Why it is not sent: at all, or (`isForNow`) yet. */
export interface NotSent {
  readonly isForNow?: true;
  readonly state: 'failed' | 'suppressed';
  readonly reason: string;
  readonly content: Content | null;
}

export interface AttemptParts {
  readonly tables: OutboxTables;
  readonly store: NotificationStore;
  readonly renderer: MessageRenderer;
  readonly channelOf: (carrier: Delivery['carrier']) => Channel | null;
  readonly tools: ChannelTools;
  /** Why this message must not leave (a rehearsal's goes to this machine only), or null. */
  readonly keptBack: (delivery: Delivery, revealed: Revealed) => string | null;
  /** A template failed; the message was made without it. */
  readonly onFault: (fault: { readonly deliveryId: string; readonly templateId: string; readonly message: string }) => void;
}

export interface Attempts {
  prepare(entry: Entry): Promise<Result<Ready, NotSent>>;
  /** Sends once. Never throws: a carrier's bug is an outcome too, since nobody knows what it did before. */
  send(ready: Ready, attempt: number, stop: AbortSignal): Promise<SendOutcome>;
  /** The message as it would be sent now. */
  render(delivery: Delivery, event: NotificationEvent, digest: readonly NotificationEvent[]): Content;
}

export function createAttempts(parts: AttemptParts): Attempts {
  const { tables, store, renderer, channelOf, tools, keptBack, onFault } = parts;
  const { wall, clock, log } = tools.ports;
  const revealed = new Map<string, ReturnType<NotificationStore['reveal']>>();
  let revealedFor: NotificationSettings | null = null;

  /** Secrets are asked for once as long as the settings stay what they are; a failure is asked for again. */
  function reveal(delivery: Delivery): ReturnType<NotificationStore['reveal']> {
    const settings = store.current();
    if (revealedFor !== settings || revealed.size >= MOST_REVEALED) revealed.clear();
    revealedFor = settings;
    const key = `${delivery.notificationId}/${delivery.step}/${delivery.channelIndex}/${delivery.test}/${destinationKey(delivery)}`;
    const known = revealed.get(key);
    if (known !== undefined) return known;
    const asked = store.reveal(delivery);
    revealed.set(key, asked);
    void asked.then((answer) => {
      if (!answer.ok) revealed.delete(key);
    });
    return asked;
  }

  function contentOf(entry: Entry, delivery: Delivery, event: NotificationEvent): Content {
    const stored = entry.attempts > 0 || entry.byHand ? tables.contentOf(entry.seq) : null;
    if (stored !== null) return { rendered: stored, templateId: delivery.templateId ?? '', isNew: false };
    return render(delivery, event, entry.digested > 0 ? tables.reads.gathered(entry.deliveryId) : []);
  }

  function render(delivery: Delivery, event: NotificationEvent, digest: readonly NotificationEvent[]): Content {
    const { Defaults } = store.current();
    const { rendered, templateId, fault } = renderer.render({ delivery, event, digest, defaults: Defaults, now: clock.now() });
    if (fault !== null) onFault({ deliveryId: delivery.deliveryId, templateId, message: fault });
    return { rendered, templateId, isNew: true };
  }

  function decided(entry: Entry): { readonly delivery: Delivery; readonly event: NotificationEvent } {
    const known = entry.fresh ?? tables.open.job(entry.deliveryId);
    // Whoever tries again, later, reads it again.
    entry.fresh = null;
    if (known === null) throw new Error(`The outbox does not know the delivery ${entry.deliveryId}`);
    return known;
  }

  async function prepare(entry: Entry): Promise<Result<Ready, NotSent>> {
    const { delivery, event } = decided(entry);
    const channel = channelOf(delivery.carrier);
    const refuse = (state: NotSent['state'], reason: string, content: Content | null) => err({ state, reason, content });
    if (channel === null) return refuse('failed', `This console cannot send by ${delivery.carrier}.`, null);
    const asked = await reveal(delivery);
    if (!asked.ok && asked.error.isForNow === true)
      return err({ state: 'failed', reason: asked.error.message, content: null, isForNow: true });
    if (!asked.ok) {
      const state = asked.error.isOff === true ? 'suppressed' : 'failed';
      return refuse(state, asked.error.message, contentOf(entry, delivery, event));
    }
    const { type, configuration, mail, branding } = asked.value;
    if (type !== delivery.channel)
      return refuse('failed', `The channel was changed to ${type} since this was decided.`, contentOf(entry, delivery, event));
    const content = contentOf(entry, delivery, event);
    const kept = keptBack(delivery, asked.value);
    if (kept !== null) return refuse('suppressed', kept, content);
    const thread = tables.reads.thread(entry.threadKey, entry.destination);
    return ok({
      channel,
      content,
      job: { delivery, event, rendered: content.rendered, configuration, mail, branding, thread },
    });
  }

  async function send({ channel, job }: Ready, attempt: number, stop: AbortSignal): Promise<SendOutcome> {
    const giveUp = new AbortController();
    const abort = () => giveUp.abort(stop.reason);
    stop.addEventListener('abort', abort, { once: true });
    try {
      const late = timeUp(wall, giveUp).then(() => outcomeOf('ambiguous', 'No answer came in time.'));
      return await Promise.race([channel.send({ ...job, attempt, signal: giveUp.signal }, tools), late]);
    } catch (thrown) {
      log.error({ error: thrown, carrier: channel.carrier, deliveryId: job.delivery.deliveryId }, 'a carrier failed');
      return outcomeOf('ambiguous', 'The console made a mistake while sending; nobody knows whether it left.');
    } finally {
      stop.removeEventListener('abort', abort);
      giveUp.abort(OVER);
    }
  }

  return { prepare, send, render };
}

/** Resolves when the time is up or the stop was asked for and the carrier did not come back; tells the carrier to give up. */
async function timeUp(wall: Pick<Wall, 'sleep'>, giveUp: AbortController): Promise<void> {
  try {
    await wall.sleep(GIVE_UP_MS, giveUp.signal);
  } catch (thrown) {
    if (!giveUp.signal.aborted) throw thrown;
    return new Promise(() => undefined);
  }
  giveUp.abort(OVER);
}

export function outcomeOf(outcome: AttemptClass, reply: string): SendOutcome {
  return { outcome, status: null, reply, providerId: null, retryAfterSeconds: null, thread: null, destinationBroken: false };
}
