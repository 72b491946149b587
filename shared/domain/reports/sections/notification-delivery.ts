import { z } from 'zod';
import type { Figure, Row, TableBlock } from '../blocks';
import type { ReportWords, SectionContext, SectionKind } from '../section-kind';
import type { DeliveryRecord } from '../sources';
import { averageOf, medianOf, mostOf, sharedTone } from './figures';
import { periodField, periodical } from './settings';

const Configuration = z.looseObject({
  ...periodical,
  IncludeFailures: z.boolean().default(true),
  IncludeAll: z.boolean().default(false),
});
type Context = SectionContext<z.infer<typeof Configuration>>;

/** Whether messages arrived: by channel, with those that did not. */
export const notificationDelivery: SectionKind<typeof Configuration> = {
  type: 'NOTIFICATION_DELIVERY',
  Configuration,
  fields: [periodField, { name: 'IncludeFailures', kind: 'boolean' }, { name: 'IncludeAll', kind: 'boolean' }],
  build(context) {
    const { configuration, words } = context;
    const channels = countedByChannel(context);
    const all = together([...channels.values()]);
    if (all.messages === 0) return [{ kind: 'text', paragraphs: [words('delivery.none')] }];
    return [
      { kind: 'figures', figures: figuresOf(all, words) },
      channelsTable(channels, words),
      ...(configuration.IncludeFailures ? [deliveriesTable('failures', all.failed, context)] : []),
      ...(configuration.IncludeAll ? [deliveriesTable('all', all.messages, context)] : []),
    ];
  },
};

interface Counted {
  messages: number;
  delivered: number;
  failed: number;
  suppressed: number;
  waiting: number;
  afterMs: number[];
}

const nothing = (): Counted => ({ messages: 0, delivered: 0, failed: 0, suppressed: 0, waiting: 0, afterMs: [] });

type Fate = 'delivered' | 'failed' | 'suppressed' | 'waiting';

/** `accepted` counts as delivered: the other side took it, and more is not told. */
function fateOf({ state }: Pick<DeliveryRecord, 'state'>): Fate {
  switch (state) {
    case 'accepted':
    case 'delivered':
      return 'delivered';
    case 'failed':
    case 'expired':
      return 'failed';
    case 'suppressed':
      return 'suppressed';
    default:
      return 'waiting';
  }
}

function countedByChannel({ sources, period }: Context): ReadonlyMap<string, Counted> {
  const channels = new Map<string, Counted>();
  for (const record of sources.deliveries(period)) {
    const counted = channels.get(record.channel) ?? nothing();
    channels.set(record.channel, counted);
    counted.messages += 1;
    counted[fateOf(record)] += 1;
    if (record.afterMs !== null) counted.afterMs.push(record.afterMs);
  }
  return channels;
}

function together(all: readonly Counted[]): Counted {
  const sum = nothing();
  for (const one of all) {
    for (const key of ['messages', 'delivered', 'failed', 'suppressed', 'waiting'] as const) sum[key] += one[key];
    sum.afterMs = sum.afterMs.concat(one.afterMs);
  }
  return sum;
}

/** Of what was to be sent and is decided; null where that is nothing. */
function shareOf({ delivered, failed }: Counted): number | null {
  return delivered + failed === 0 ? null : delivered / (delivered + failed);
}

function figuresOf(all: Counted, words: ReportWords): Figure[] {
  const share = shareOf(all);
  const none = all.afterMs.length === 0 ? { note: words('delivery.noneArrived') } : {};
  return [
    {
      label: words('delivery.messages'),
      value: all.messages,
      unit: 'count',
      note: words('delivery.messagesNote', {
        delivered: all.delivered,
        failed: all.failed,
        suppressed: all.suppressed,
        waiting: all.waiting,
      }),
    },
    {
      label: words('delivery.share'),
      value: share,
      unit: 'fraction',
      ...sharedTone(share),
      note:
        share === null
          ? words('delivery.noneDecided')
          : words('delivery.shareNote', { delivered: all.delivered, all: all.delivered + all.failed }),
    },
    { label: words('delivery.average'), value: averageOf(all.afterMs), unit: 'duration', ...none },
    { label: words('delivery.median'), value: medianOf(all.afterMs), unit: 'duration', ...none },
    { label: words('delivery.longest'), value: mostOf(all.afterMs), unit: 'duration', ...none },
  ];
}

function channelsTable(channels: ReadonlyMap<string, Counted>, words: ReportWords): TableBlock {
  const rows = [...channels]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(
      ([channel, one]): Row => [
        channel,
        one.messages,
        one.delivered,
        one.failed,
        one.suppressed,
        one.waiting,
        shareOf(one),
        medianOf(one.afterMs),
      ],
    );
  return {
    kind: 'table',
    caption: words('delivery.byChannel'),
    columns: [
      { key: 'channel', title: words('column.channel'), kind: 'text', weight: 1.5 },
      { key: 'messages', title: words('delivery.messages'), kind: 'integer' },
      { key: 'delivered', title: words('column.delivered'), kind: 'integer' },
      { key: 'failed', title: words('column.notDelivered'), kind: 'integer' },
      { key: 'suppressed', title: words('column.suppressed'), kind: 'integer' },
      { key: 'waiting', title: words('column.waiting'), kind: 'integer' },
      { key: 'share', title: words('delivery.share'), kind: 'fraction' },
      { key: 'median', title: words('delivery.median'), kind: 'duration' },
    ],
    count: rows.length,
    rows: () => rows,
    empty: words('delivery.none'),
  };
}

function deliveriesTable(which: 'failures' | 'all', count: number, { sources, period, words }: Context): TableBlock {
  return {
    kind: 'table',
    caption: words(`delivery.${which}`),
    columns: [
      { key: 'at', title: words('column.at'), kind: 'instant', weight: 1.6 },
      { key: 'event', title: words('column.event'), kind: 'text', weight: 1.8 },
      { key: 'channel', title: words('column.channel'), kind: 'text' },
      { key: 'destination', title: words('column.destination'), kind: 'text', weight: 2 },
      {
        key: 'state',
        title: words('column.status'),
        kind: 'status',
        tones: {
          [words('delivery.is-delivered')]: 'good',
          [words('delivery.is-failed')]: 'bad',
          [words('delivery.is-suppressed')]: 'neutral',
          [words('delivery.is-waiting')]: 'warning',
        },
      },
      { key: 'attempts', title: words('column.attempts'), kind: 'integer', weight: 0.8 },
      { key: 'after', title: words('column.after'), kind: 'duration' },
      { key: 'reason', title: words('column.reason'), kind: 'text', weight: 3 },
    ],
    count,
    *rows(): Iterable<Row> {
      for (const one of sources.deliveries(period)) {
        const fate = fateOf(one);
        if (which === 'all' || fate === 'failed')
          yield [
            one.at,
            one.eventType,
            one.channel,
            one.destination,
            words(`delivery.is-${fate}`),
            one.attempts,
            one.afterMs,
            one.error,
          ];
      }
    },
    empty: words(which === 'all' ? 'delivery.none' : 'delivery.noFailures'),
  };
}
