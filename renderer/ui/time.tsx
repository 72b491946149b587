import { type ReactNode, useMemo } from 'react';
import { t } from '../language/language';
import { useNowMs } from '../store/page';
import { formatAgo, formatClock, formatDate, formatDuration, formatMoment } from './format';

/** Time since `since`, counting on: `12:20`, `1 h 04 min`. */
export function Elapsed({ since, until = null }: { since: string; until?: string | null }): ReactNode {
  return until === null ? <Counting since={since} /> : formatDuration(Date.parse(until) - Date.parse(since));
}

function Counting({ since }: { since: string }): ReactNode {
  return formatDuration(useNowMs() - Date.parse(since));
}

/** `3 min ago`, counting on; the moment itself on hover. */
export function Ago({ at }: { at: string }): ReactNode {
  const nowMs = useNowMs();
  const whole = useMemo(() => wholeMoment(at), [at]);
  return (
    <time dateTime={at} title={whole}>
      {formatAgo(nowMs - Date.parse(at))}
    </time>
  );
}

/** `14:03:22` here; date and UTC on hover. */
export function ClockTime({ at }: { at: string }): ReactNode {
  return (
    <time dateTime={at} title={wholeMoment(at)}>
      {formatClock(Date.parse(at))}
    </time>
  );
}

/** `14 Mar 14:03` here; UTC on hover. */
export function Moment({ at }: { at: string }): ReactNode {
  return (
    <time dateTime={at} title={wholeMoment(at)}>
      {formatMoment(Date.parse(at))}
    </time>
  );
}

/** Local and UTC in full, as the hover text of every time. */
export function wholeMoment(at: string): string {
  const ms = Date.parse(at);
  return t('ui.wholeMoment', {
    here: `${formatDate(ms)} ${formatClock(ms)}`,
    utc: `${formatDate(ms, 'UTC')} ${formatClock(ms, 'UTC')}`,
  });
}
