import { IconTrendingDown } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { outcomeOf } from '../../shared/domain/metrics/derive/outcomes';
import { objectiveOf } from '../../shared/domain/objectives';
import type { Execution } from '../../shared/domain/view';
import type { Line } from '../charts/align';
import { TimeSeries } from '../charts/time-series';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { Body, Teach } from './parts/body';
import { planField, planSetting, typeField, typeSetting } from './parts/settings';
import { useEnded, useEnds, useKnownSettings, useStepNowMs } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ plan: planSetting, type: typeSetting('all') });

/** Plans with the most executions are drawn; more lines than this tell nobody anything. */
const MOST_PLANS = 8;

/** How long each recovery took, by plan, against what was promised. */
export const recoveryTrend = defineWidget({
  type: 'recovery-trend',
  title: 'widgets.recoveryTrend',
  text: 'widgets.recoveryTrendText',
  family: 'charts',
  icon: IconTrendingDown,
  size: { w: 12, h: 7, minW: 6, minH: 4 },
  settings,
  fields: [planField, typeField],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const ended = useEnded(frame, chosen);
  const { fromMs, toMs } = useEnds(frame);
  const nowMs = useStepNowMs(60_000);
  const known = useKnownSettings();
  const lines = useMemo(() => linesOf(ended), [ended]);
  const promised = useMemo(() => {
    const minutes = new Set(ended.map(({ planId }) => objectiveOf(known, planId).rtoMinutes).filter((rto) => rto !== null));
    return [...minutes];
  }, [ended, known]);
  if (lines.length === 0) return <Teach frame={frame} text={t('widgets.trendEmpty')} next={t('widgets.successEmptyNext')} />;
  const axis = axisOf(lines, { fromMs, toMs }, nowMs + 60_000);
  return (
    <Body frame={frame}>
      <TimeSeries
        name={t('widgets.recoveryTrend')}
        lines={lines}
        unit="Seconds"
        fromMs={axis.fromMs}
        toMs={axis.toMs}
        stepMs={null}
        width={frame.width}
        height={frame.height}
        large={frame.mode === 'wall'}
        levels={promised.slice(0, 4).map((minutes) => ({
          value: minutes * 60,
          label: t('widgets.objectiveAt', { value: valueWords(minutes * 60, 'Seconds') }),
          colour: '--waiting',
        }))}
      />
    </Body>
  );
}

/** Epoch milliseconds. */
interface Ends {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * What the axis spans: from the first point, with a little room, where the range is twice as long as what was measured or longer; an
 * hour at least, since one point is no stretch.
 */
export function axisOf(lines: readonly Line[], range: Ends, nowMs: number): Ends {
  const toMs = Math.min(range.toMs, nowMs);
  const first = Math.min(...lines.flatMap(({ points }) => points.map(({ atMs }) => atMs)));
  const shown = Math.max(3_600_000, (toMs - first) * 1.05);
  return shown * 2 > toMs - range.fromMs ? range : { fromMs: toMs - shown, toMs };
}

/** A line for each plan; only executions that recovered their servers have a time worth comparing. */
function linesOf(ended: readonly Execution[]): readonly Line[] {
  const byPlan = new Map<string, Execution[]>();
  for (const one of ended) {
    if (one.durationSeconds === null || !['succeeded', 'with-losses'].includes(outcomeOf(one))) continue;
    byPlan.set(one.planName, [...(byPlan.get(one.planName) ?? []), one]);
  }
  return [...byPlan]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, MOST_PLANS)
    .map(([plan, executions]) => ({
      key: plan,
      label: plan,
      points: executions
        .flatMap(({ endedAt, durationSeconds }) =>
          endedAt === null || durationSeconds === null ? [] : [{ atMs: Date.parse(endedAt), value: durationSeconds }],
        )
        .sort((a, b) => a.atMs - b.atMs),
    }));
}
