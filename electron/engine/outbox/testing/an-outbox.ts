import { join } from 'node:path';
import type { ConsoleEvent } from '../../../../shared/domain/events';
import { anEvent } from '../../../../shared/domain/notifications/catalogue/form';
import { NotificationSettings } from '../../../../shared/domain/notifications/defaults';
import type { Carrier, Delivery } from '../../../../shared/domain/notifications/delivery';
import type { NotificationEvent } from '../../../../shared/domain/notifications/event';
import { instantOf } from '../../../../shared/domain/primitives';
import type { Channel, SendJob, SendOutcome } from '../../channels/channel';
import type { Journal } from '../../journal/journal';
import { openJournal } from '../../journal/open-journal';
import { createCommitter } from '../../state/commit';
import { createRecorder, type Recorder } from '../../state/recorder';
import { restoreState } from '../../state/restore';
import { at } from '../../testing/events';
import { type FakePorts, fakePorts } from '../../testing/fakes';
import { type OutboxOptions, openOutbox, type RunningOutbox } from '../open-outbox';

/** What a scripted receiver answers. */
export function answer(outcome: SendOutcome['outcome'], more: Partial<SendOutcome> = {}): SendOutcome {
  return {
    outcome,
    status: null,
    reply: null,
    providerId: null,
    retryAfterSeconds: null,
    thread: null,
    destinationBroken: false,
    ...more,
  };
}

export interface Sent {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly carrier: Carrier;
  readonly destination: string;
  readonly attempt: number;
  readonly text: string;
  readonly thread: SendJob['thread'];
}

export type Script = (job: SendJob) => SendOutcome | Promise<SendOutcome>;

export interface TestOutbox {
  readonly outbox: RunningOutbox;
  readonly journal: Journal;
  readonly recorder: Recorder;
  readonly ports: FakePorts;
  /** Everything that reached a receiver, in order. */
  readonly sent: Sent[];
  commit(...events: ConsoleEvent[]): void;
  types(): string[];
  /** As a crash would: nothing more is written, and nothing is waited for. */
  crash(): void;
}

export interface Given {
  readonly dataDir: string;
  readonly ports?: FakePorts;
  readonly script?: Script;
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly options?: Partial<OutboxOptions>;
  readonly deduplicates?: readonly Carrier[];
  readonly rate?: Channel['rate'];
  /** False: it is opened, but takes nothing up yet. */
  readonly isStarted?: boolean;
}

/** A whole outbox on a real journal, with receivers that do as they are told. */
export function anOutbox(given: Given): TestOutbox {
  const ports = given.ports ?? fakePorts();
  const opened = openJournal(join(given.dataDir, 'journal.sqlite'), at(0), (journal) => restoreState(journal, 'test'));
  if (!opened.ok) throw new Error(opened.error.message);
  const { journal, restored } = opened.value;
  const sent: Sent[] = [];
  let isCrashed = false;
  const committer = createCommitter({
    journal,
    state: restored.state,
    session: { id: 'ses_1', host: 'headless', rehearsal: false, startedMonoMs: 0 },
    clock: ports.clock,
    wall: ports.wall,
    log: ports.log,
    outlook: () => ({ baseline: true }),
    onCommitted: (recorded) => outbox.recorded(recorded),
  });
  const recorder = createRecorder({
    commit: (batches) => (isCrashed ? { ok: false, error: { code: 'database', message: 'crashed' } } : committer.commit(batches)),
    log: ports.log,
    onTrouble: () => undefined,
  });
  const settings = NotificationSettings.parse({ Defaults: given.defaults ?? {} });
  const channel = (carrier: Carrier): Channel => ({
    carrier,
    title: carrier,
    rate: given.rate ?? { perSecond: 1_000, burst: 1_000 },
    deduplicates: (given.deduplicates ?? ['webhook', 'pagerduty']).includes(carrier),
    proves: 'accepted',
    async send(job) {
      if (isCrashed) return new Promise(() => undefined);
      const { deliveryId, eventId, destination } = job.delivery;
      const text = job.rendered.format === 'text' ? job.rendered.text : '';
      sent.push({ deliveryId, eventId, carrier, destination, attempt: job.attempt, text, thread: job.thread });
      return (await given.script?.(job)) ?? answer('accepted');
    },
  });
  const outbox = openOutbox({
    ports,
    recorder,
    tables: journal.outbox,
    store: {
      current: () => settings,
      etag: () => '1',
      reveal: async ({ channel: type }) => ({
        ok: true,
        value: { type, configuration: {}, mail: settings.Defaults.Mail, branding: settings.Defaults.Branding },
      }),
    },
    renderer: {
      render: ({ event, digest }) => ({
        rendered: {
          format: 'text',
          subject: event.title,
          text: digest.length > 0 ? digest.map(({ title }) => title).join(', ') : event.title,
        },
        templateId: 'plain',
        fault: null,
      }),
    },
    channelOf: channel,
    tools: {
      http: { request: () => Promise.reject(new Error('no network here')), close: () => undefined },
      ports,
      awsFor: () => null,
      showNative: async () => ({ outcome: 'shown', reason: null }),
      noticesOf: () => [],
      alertsNatively: () => false,
      rehearsal: false,
    },
    keptBack: () => null,
    onFault: () => undefined,
    plan: () => [],
    rehearsal: false,
    onChanged: () => undefined,
    ...given.options,
  });
  if (given.isStarted !== false) outbox.start();
  return {
    outbox,
    journal,
    recorder,
    ports,
    sent,
    commit(...events) {
      const committed = recorder.commit(events);
      if (!committed.ok) throw new Error(committed.error.message);
    },
    types: () => [...journal.replay.after(0, () => undefined)].map(({ type }) => type),
    crash() {
      isCrashed = true;
      void outbox.stop(0);
      journal.close();
    },
  };
}

export function aNotification(eventId: string, given: Partial<NotificationEvent> = {}): NotificationEvent {
  return anEvent({
    type: 'custom.event',
    eventId,
    occurredAt: at(0),
    title: eventId,
    summary: '',
    threadKey: `thread:${eventId}`,
    ...given,
  });
}

/** A delivery of an event to `to` (by webhook unless told otherwise), queued now. */
export function aDelivery(event: NotificationEvent, to: string, given: Partial<Delivery> = {}, seconds = 0): Delivery {
  const carrier = given.carrier ?? 'webhook';
  const step = given.step ?? 0;
  return {
    deliveryId: `dlv-${event.eventId}-${to}-${step}`,
    idempotencyKey: `${event.eventId}|${carrier}|${to}|${step}`,
    eventId: event.eventId,
    notificationId: 'notif-1',
    configurationName: 'Everything',
    channel: 'WEBHOOK',
    carrier,
    channelIndex: 0,
    step,
    destination: to,
    destinationLabel: to,
    recipient: null,
    locale: 'en',
    templateId: null,
    severity: event.severity,
    why: 'everything',
    alsoMatched: [],
    threadKey: event.threadKey,
    digestKey: `${carrier}|${to}|${event.type}`,
    queuedAt: at(seconds),
    notBefore: null,
    expiresAt: instantOf(Date.parse(at(seconds)) + 3_600_000),
    test: false,
    suppressed: null,
    ...given,
  };
}

/** The event of the journal that tells `to` of it. */
export function raised(
  event: NotificationEvent,
  to: readonly string[] = ['here'],
  given: Partial<Delivery> = {},
  seconds = 0,
): ConsoleEvent {
  return {
    type: 'notification.raised',
    at: at(seconds),
    event,
    deliveries: to.map((one) => aDelivery(event, one, given, seconds)),
  };
}
