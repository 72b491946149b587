import type { DeliverySummary } from '../../../shared/domain/notifications/record';
import { type BenchChannel, channels, type Seen } from './notify-receivers';

/** What became of a delivery, as the console shows it. */
export interface End {
  readonly channel: BenchChannel;
  readonly event: string;
  readonly state: DeliverySummary['state'];
  readonly latencyMs: number | null;
  readonly mayBeRepeat: boolean;
}

const channelOf: Readonly<Record<string, BenchChannel>> = {
  WEBHOOK: 'webhook',
  SLACK: 'slack',
  PAGERDUTY: 'pagerduty',
  TEAMS: 'teams',
  EMAIL: 'email',
};
/** Receivers that drop what comes again with the same key. */
const dedupers: ReadonlySet<BenchChannel> = new Set<BenchChannel>(['webhook', 'pagerduty']);

export function endOf({ channel, eventTitle, state, latencyMs, mayBeRepeat }: DeliverySummary): End {
  return { channel: channelOf[channel] ?? 'webhook', event: eventTitle, state, latencyMs, mayBeRepeat };
}

export interface Tally {
  readonly ends: number;
  readonly delivered: number;
  readonly failed: number;
  readonly other: number;
  /** Decided, and neither taken by its receiver nor shown as failed. */
  readonly lost: number;
  /** Shown as delivered, and its receiver never answered well. */
  readonly wronglyDelivered: number;
  /** Answered well more than once, where the receiver drops the second. */
  readonly repeatedDeduplicated: number;
  /** Heard more than once where the receiver cannot tell. */
  readonly repeated: number;
  /** Of those, heard more than twice. */
  readonly repeatedOften: number;
  /** Heard twice without the console having known that it might be. */
  readonly repeatedUnmarked: number;
}

/** Compares what the console shows with what the receivers saw: each event, each channel. */
export function tallyOf(ends: readonly End[], seen: readonly Seen[], events: readonly string[]): Tally {
  const heard = new Map<string, Seen[]>();
  for (const one of seen) heard.set(keyOf(one), [...(heard.get(keyOf(one)) ?? []), one]);
  const shown = new Map(ends.map((end) => [keyOf(end), end]));
  const counts = {
    delivered: 0,
    failed: 0,
    other: 0,
    lost: 0,
    wronglyDelivered: 0,
    repeatedDeduplicated: 0,
    repeated: 0,
    repeatedOften: 0,
    repeatedUnmarked: 0,
  };
  for (const event of events)
    for (const channel of channels) {
      const end = shown.get(keyOf({ channel, event }));
      const all = heard.get(keyOf({ channel, event })) ?? [];
      const taken = all.filter(({ fate }) => fate === 'taken').length;
      const times = all.filter(({ fate }) => fate !== 'refused').length;
      const isDelivered = end?.state === 'accepted' || end?.state === 'delivered';
      if (isDelivered) counts.delivered += 1;
      else if (end?.state === 'failed' || end?.state === 'expired') counts.failed += 1;
      else counts.other += 1;
      if (end === undefined || !(isDelivered || end.state === 'failed' || end.state === 'expired')) counts.lost += 1;
      if (isDelivered && taken === 0) counts.wronglyDelivered += 1;
      if (times < 2) continue;
      if (dedupers.has(channel)) counts.repeatedDeduplicated += 1;
      else {
        counts.repeated += 1;
        if (times > 2) counts.repeatedOften += 1;
        if (end?.mayBeRepeat !== true) counts.repeatedUnmarked += 1;
      }
    }
  return { ends: ends.length, ...counts };
}

function keyOf({ channel, event }: { readonly channel: BenchChannel; readonly event: string }): string {
  return `${channel}/${event}`;
}
