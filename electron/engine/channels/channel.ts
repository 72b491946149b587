import type { Branding, MailDefaults } from '../../../shared/domain/notifications/defaults';
import type { AttemptClass, Carrier, Delivery } from '../../../shared/domain/notifications/delivery';
import type { NotificationEvent } from '../../../shared/domain/notifications/event';
import type { Rendered } from '../../../shared/domain/notifications/rendered';
import type { NoticeId } from '../../../shared/domain/primitives';
import type { AwsContext } from '../aws/aws-context';
import type { NativeAlert, Ports } from '../ports';
import type { OutgoingHttp } from './http/outgoing-http';

/** One message to be sent once. Everything in it was decided and stored before. */
export interface SendJob {
  readonly delivery: Delivery;
  readonly event: NotificationEvent;
  readonly rendered: Rendered;
  /** The channel's `Configuration`, with secrets in place of their references. Each carrier parses what it needs. */
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly mail: MailDefaults;
  readonly branding: Branding;
  readonly attempt: number;
  /** What earlier messages of this thread left behind for this destination (`ts` in Slack, Message-ID of the first mail), or null. */
  readonly thread: ThreadRef | null;
  readonly signal: AbortSignal;
}

/** Where a thread began, and the newest message that may be updated in place. Kept by the outbox per thread and destination. */
export interface ThreadRef {
  readonly root: string;
  readonly latest: string;
  /** Slack answers with the channel's id, which updates need. */
  readonly place: string | null;
}

export interface SendOutcome {
  readonly outcome: AttemptClass;
  /** HTTP or SMTP status. */
  readonly status: number | null;
  /** The other side's words, without secrets, at most 2,000 characters. */
  readonly reply: string | null;
  readonly providerId: string | null;
  /** For `throttled`: seconds the other side asked us to wait. */
  readonly retryAfterSeconds: number | null;
  /** To remember for the next message of this thread. */
  readonly thread: ThreadRef | null;
  /** 401, 403, 404, 410 and the like: this destination works for nobody until its configuration changes. */
  readonly destinationBroken: boolean;
  /** Nothing was sent, and nothing is to be, for this reason ("hears through the topic …"): the delivery ends as `suppressed`. `outcome` is then `accepted`. */
  readonly suppress?: string;
}

/** What carriers may use. The engine makes it once. */
export interface ChannelTools {
  readonly http: OutgoingHttp;
  readonly ports: Pick<Ports, 'clock' | 'wall' | 'random' | 'log'>;
  /** AWS of the context that a topic's ARN belongs to, or of the one named; null where no open context fits. */
  awsFor(wanted: { readonly arn?: string; readonly contextId?: string }): AwsContext | null;
  /** Shows a native alert; the outcome says whether somebody could have seen it. `impossible`: this machine shows none at all. */
  showNative(
    alert: NativeAlert,
  ): Promise<{ readonly outcome: 'shown' | 'failed' | 'impossible'; readonly reason: string | null }>;
  /** Alert ids a native alert stands for. */
  noticesOf(event: NotificationEvent): readonly NoticeId[];
  /** Whether the console itself shows a native alert for every notice; a DESKTOP channel then does not show the same again. */
  alertsNatively(): boolean;
  readonly rehearsal: boolean;
}

/** Sustained rate and burst per destination. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** One way for a message to travel. To add one: a file here and a line in `registry.ts`. */
export interface Channel {
  readonly carrier: Carrier;
  readonly title: string;
  readonly rate: Rate;
  /** The receiver drops a repeat that carries the same key, so an ambiguous attempt is simply made again. */
  readonly deduplicates: boolean;
  /** Whether success proves arrival (`delivered`) or only that it was taken (`accepted`); what the screen says. */
  readonly proves: 'accepted' | 'delivered';
  /** Sends once. Never throws for what the other side or the network does. */
  send(job: SendJob, tools: ChannelTools): Promise<SendOutcome>;
  /** Lets go of connections that were kept for these tools; called once, when the engine stops. */
  close?(tools: ChannelTools): void;
}
