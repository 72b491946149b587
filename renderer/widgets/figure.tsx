import { IconNumber123 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { changeOf } from '../../shared/domain/metrics/derive/statistics';
import { instantOf } from '../../shared/domain/primitives';
import { changeWords, valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { useFigure } from '../store/use-metric';
import { BigFigure } from './parts/big-figure';
import { routeOfMetric } from './parts/follow';
import { levelTone } from './parts/level-tone';
import { AnsweredMetric, aggregatedFields, aggregatedSettings, questionOf } from './parts/metric-question';
import { metricWords } from './parts/metric-words';
import { aggregationWords, badField, betterField, betterSetting, hasSwitch, levelSetting, warnField } from './parts/settings';
import { useEnds } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  ...aggregatedSettings('ExecutionsCompleted'),
  compare: hasSwitch(true),
  warnAt: levelSetting,
  badAt: levelSetting,
  better: betterSetting,
});

/** One metric as one value over the range, beside that of the period before. */
export const figure = defineWidget({
  type: 'figure',
  title: 'widgets.figure',
  text: 'widgets.figureText',
  family: 'figures',
  icon: IconNumber123,
  size: { w: 4, h: 3, minW: 3, minH: 2 },
  settings,
  nameOf: ({ metric }) => metricWords(metric),
  fields: [
    ...aggregatedFields,
    { name: 'compare', kind: 'switch', label: 'widgets.fieldCompare' },
    warnField,
    badField,
    betterField,
  ],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const asked = questionOf(chosen, frame);
  const now = useFigure(asked);
  const before = useFigure({ ...asked, range: usePeriodBefore(frame) });
  const unit = now.series[0]?.unit ?? 'Count';
  const change = chosen.compare ? changeOf(now.value, before.value) : null;
  return (
    <AnsweredMetric frame={frame} metric={chosen.metric} read={now} has={now.value !== null}>
      <BigFigure
        frame={frame}
        value={valueWords(now.value, unit)}
        tone={levelTone(now.value, chosen)}
        under={t(chosen.aggregation === 'usual' ? 'widgets.overRange' : aggregationWords[chosen.aggregation])}
        more={
          !chosen.compare
            ? undefined
            : change === null
              ? t('widgets.noPeriodBefore')
              : t('widgets.changeBefore', { change: changeWords(change), before: valueWords(before.value, unit) })
        }
        onOpen={() => go(routeOfMetric(chosen.metric))}
      />
    </AnsweredMetric>
  );
}

/** As long as the range, and right before it. Moves in steps, so that it is not asked for anew with every second. */
function usePeriodBefore(frame: Frame): Frame['range'] {
  const { fromMs, toMs } = useEnds(frame);
  const length = toMs - fromMs;
  const step = Math.max(60_000, length / 24);
  const end = Math.floor(fromMs / step) * step;
  return { kind: 'between', from: instantOf(Math.round(end - length)), to: instantOf(Math.round(end)) };
}
