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
import { Answered } from './parts/body';
import { routeOfMetric } from './parts/follow';
import { levelTone } from './parts/level-tone';
import { contextOf, metricWords } from './parts/metric-words';
import {
  aggregationField,
  aggregationIn,
  aggregationSetting,
  aggregationWords,
  badField,
  betterField,
  betterSetting,
  hasSwitch,
  labelsField,
  labelsIn,
  labelsSetting,
  levelSetting,
  metricField,
  metricSetting,
  warnField,
} from './parts/settings';
import { useEnds } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  metric: metricSetting('ExecutionsCompleted'),
  labels: labelsSetting,
  aggregation: aggregationSetting,
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
    metricField,
    labelsField,
    aggregationField,
    { name: 'compare', kind: 'switch', label: 'widgets.fieldCompare' },
    warnField,
    badField,
    betterField,
  ],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const asked = {
    name: chosen.metric,
    labels: labelsIn(chosen.labels),
    contextId: contextOf(chosen.metric, frame.contextId),
    ...aggregationIn(chosen.aggregation),
  };
  const now = useFigure({ ...asked, range: frame.range });
  const before = useFigure({ ...asked, range: usePeriodBefore(frame) });
  const unit = now.series[0]?.unit ?? 'Count';
  const change = chosen.compare ? changeOf(now.value, before.value) : null;
  return (
    <Answered
      frame={frame}
      read={now}
      has={now.value !== null}
      empty={t('widgets.metricEmpty', { metric: metricWords(chosen.metric) })}
    >
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
    </Answered>
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
