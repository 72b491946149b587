import type { DeliverySummary } from '../../../../shared/domain/notifications/record';
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
    title: 'State',
    width: '116px',
    cell: (one) => <StateMark spoken={ofDelivery(one.state)} />,
  },
  { id: 'severity', title: 'Severity', width: '92px', cell: (one) => <SeverityBadge severity={one.severity} /> },
  {
    id: 'event',
    title: 'Event',
    width: 'minmax(220px, 2fr)',
    cell: (one) => (
      <span title={`${one.eventTitle} (${one.eventType})`}>
        {one.test ? <b className={classes.tag}>TEST</b> : null}
        {one.digested > 0 ? `${one.eventTitle} and ${one.digested} more` : one.eventTitle}
      </span>
    ),
  },
  { id: 'carrier', title: 'Channel', width: '150px', cell: (one) => carrierWord(one.carrier) },
  {
    id: 'to',
    title: 'To',
    width: 'minmax(150px, 1.2fr)',
    cell: (one) => <span title={one.destinationLabel}>{one.destinationLabel}</span>,
  },
  {
    id: 'reason',
    title: 'Why',
    width: 'minmax(180px, 1.8fr)',
    cell: (one) => (
      <span className={one.state === 'failed' ? classes.failed : classes.dim} title={one.reason ?? one.why}>
        {one.reason ?? one.why}
      </span>
    ),
  },
  {
    id: 'attempts',
    title: 'Tries',
    width: '56px',
    align: 'right',
    cell: (one) => one.attempts,
  },
  {
    id: 'latency',
    title: 'Took',
    width: '72px',
    align: 'right',
    cell: (one) => (one.latencyMs === null ? '–' : latencyText(one.latencyMs)),
  },
  { id: 'at', title: 'Decided', width: '112px', cell: (one) => <Moment at={one.queuedAt} /> },
];

/** Milliseconds where they tell something, longer spans as every duration. */
export function latencyText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms);
}
