import type { DeliverySummary } from '../../../../shared/domain/notifications/record';
import { t } from '../../../language/language';
import { carrierWord, ofDelivery } from '../../../ui/delivery-words';
import { formatDuration } from '../../../ui/format';
import { SeverityBadge } from '../../../ui/severity-badge';
import { StateMark } from '../../../ui/state-mark';
import type { Column } from '../../../ui/table/column';
import { Moment } from '../../../ui/time';
import classes from '../notifications.module.css';

/** The history, one line a delivery. What went wrong stands in the same line. */
export const historyColumns: readonly Column<DeliverySummary>[] = [
  {
    id: 'state',
    get title() {
      return t('notifications.state');
    },
    width: '116px',
    cell: (one) => <StateMark spoken={ofDelivery(one.state)} />,
  },
  {
    id: 'severity',
    get title() {
      return t('notifications.severity');
    },
    width: '92px',
    cell: (one) => <SeverityBadge severity={one.severity} />,
  },
  {
    id: 'event',
    get title() {
      return t('notifications.event');
    },
    width: 'minmax(220px, 2fr)',
    cell: (one) => (
      <span title={`${one.eventTitle} (${one.eventType})`}>
        {one.test ? <b className={classes.tag}>{t('notifications.tEST')}</b> : null}
        {one.digested > 0
          ? t('notifications.eventTitleAndDigestedMore', { eventTitle: one.eventTitle, digested: one.digested })
          : one.eventTitle}
      </span>
    ),
  },
  {
    id: 'carrier',
    get title() {
      return t('notifications.channel');
    },
    width: '150px',
    cell: (one) => carrierWord(one.carrier),
  },
  {
    id: 'to',
    get title() {
      return t('notifications.to');
    },
    width: 'minmax(150px, 1.2fr)',
    cell: (one) => <span title={one.destinationLabel}>{one.destinationLabel}</span>,
  },
  {
    id: 'reason',
    get title() {
      return t('notifications.why');
    },
    width: 'minmax(180px, 1.8fr)',
    cell: (one) => (
      <span className={one.state === 'failed' ? classes.failed : classes.dim} title={one.reason ?? one.why}>
        {one.reason ?? one.why}
      </span>
    ),
  },
  {
    id: 'attempts',
    get title() {
      return t('notifications.tries');
    },
    width: '56px',
    align: 'right',
    cell: (one) => one.attempts,
  },
  {
    id: 'latency',
    get title() {
      return t('notifications.took');
    },
    width: '72px',
    align: 'right',
    cell: (one) => (one.latencyMs === null ? '–' : latencyText(one.latencyMs)),
  },
  {
    id: 'at',
    get title() {
      return t('notifications.decided');
    },
    width: '112px',
    cell: (one) => <Moment at={one.queuedAt} />,
  },
];

/** Milliseconds where they tell something, longer spans as every duration. */
export function latencyText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms);
}
