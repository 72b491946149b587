import { IconBellRinging } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { stepFor } from '../../shared/domain/metrics/steps';
import { type Notice, Severity } from '../../shared/domain/notice';
import type { View } from '../../shared/domain/view';
import classes from '../charts/charts.module.css';
import { Columns } from '../charts/columns';
import { plain } from '../charts/value-words';
import { language, localeOf, t } from '../language/language';
import { useGo, useView } from '../store/page';
import { allNotices, inContext } from '../store/selectors';
import { formatMoment } from '../ui/format';
import { ofSeverity } from '../ui/tone';
import { Body, Teach } from './parts/body';
import { useEnds } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

/** How many alerts were raised when, by severity. */
export const alertsOverTime = defineWidget({
  type: 'alerts-over-time',
  title: 'widgets.alertsOverTime',
  text: 'widgets.alertsOverTimeText',
  family: 'charts',
  icon: IconBellRinging,
  size: { w: 10, h: 6, minW: 6, minH: 4 },
  settings: z.object({}),
  fields: [],
  Draw,
});

const nothing: View['notices'] = {};
/** The most severe stands on the ground, where columns are easiest to compare. */
const severities = [...Severity.options].reverse();

function Draw({ frame }: { frame: Frame }): ReactNode {
  const go = useGo();
  const records = useView((view) => view.notices, nothing);
  const { fromMs, toMs } = useEnds(frame);
  const { contextId } = frame;
  const large = frame.mode === 'wall';
  const most = Math.max(4, Math.floor(frame.width / (large ? 60 : 24)));
  const bins = useMemo(
    () => binned(inContext(allNotices(records), contextId), fromMs, toMs, most),
    [records, contextId, fromMs, toMs, most],
  );
  const present = severities.filter((severity) => bins.some(({ counts }) => counts[severity] > 0));
  if (present.length === 0)
    return <Teach frame={frame} text={t('widgets.alertsNoneInRange')} next={t('widgets.alertsNoneNext')} />;
  const legend = large ? 44 : 22;
  return (
    <Body frame={frame}>
      <Columns
        name={t('widgets.alertsOverTime')}
        width={frame.width}
        height={frame.height - legend}
        large={large}
        words={(value) => plain(value, 0)}
        stacks={bins.map(({ atMs, counts }) => ({
          key: String(atMs),
          label: binWords(atMs, toMs - fromMs),
          words: `${formatMoment(atMs)}: ${present.map((severity) => `${ofSeverity(severity).word} ${counts[severity]}`).join(', ')}`,
          parts: present.map((severity) => ({
            key: severity,
            value: counts[severity],
            colour: `var(--${ofSeverity(severity).tone})`,
          })),
          onOpen: () => go({ screen: 'alerts' }),
        }))}
      />
      <div className={classes.foot}>
        {present.map((severity) => (
          <span key={severity} className={classes.key}>
            <svg width="10" height="10" aria-hidden="true" focusable="false">
              <rect width="10" height="10" rx="2" fill={`var(--${ofSeverity(severity).tone})`} />
            </svg>
            {ofSeverity(severity).word} <strong>{bins.reduce((sum, { counts }) => sum + counts[severity], 0)}</strong>
          </span>
        ))}
      </div>
    </Body>
  );
}

interface Bin {
  readonly atMs: number;
  readonly counts: Record<Severity, number>;
}

function binned(notices: readonly Notice[], fromMs: number, toMs: number, most: number): readonly Bin[] {
  const stepMs = stepFor((toMs - fromMs) / 1000, most) * 1000;
  const firstMs = Math.floor(fromMs / stepMs) * stepMs;
  const bins = Array.from(
    { length: Math.min(400, Math.floor((toMs - firstMs) / stepMs) + 1) },
    (_, index): Bin => ({ atMs: firstMs + index * stepMs, counts: { INFO: 0, LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 } }),
  );
  for (const { raisedAt, severity } of notices) {
    const at = Date.parse(raisedAt);
    const bin = at < fromMs ? undefined : bins[Math.floor((at - firstMs) / stepMs)];
    if (bin !== undefined) bin.counts[severity] += 1;
  }
  return bins;
}

function binWords(atMs: number, spanMs: number): string {
  const parts: Intl.DateTimeFormatOptions =
    spanMs > 3 * 86_400_000 ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return new Date(atMs).toLocaleString(localeOf(language()), parts);
}
