import { IconClockQuestion } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { Forecast } from '../../shared/domain/prediction/forecast';
import type { Execution } from '../../shared/domain/view';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { mostUrgent } from '../store/selectors';
import { chanceTone, chanceWords, foreseenClock, momentsOf, spokenRange, unknownWords } from '../ui/forecast/forecast-words';
import { useForecast, useOldSince } from '../ui/forecast/use-forecast';
import { formatClock } from '../ui/format';
import { isActive } from '../ui/tone';
import { BigFigure } from './parts/big-figure';
import { Teach } from './parts/body';
import parts from './parts/parts.module.css';
import { planField, planSetting } from './parts/settings';
import { useExecutions } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ plan: planSetting });

/** When the execution that matters most will finish, and how likely it is to miss its objective. */
export const forecast = defineWidget({
  type: 'forecast',
  title: 'forecast.widget',
  text: 'forecast.widgetText',
  family: 'live',
  icon: IconClockQuestion,
  size: { w: 8, h: 4, minW: 4, minH: 2 },
  settings,
  fields: [planField],
  Draw,
});

function Draw({ settings: { plan }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const execution = mostUrgent(useExecutions(frame, { plan, type: 'all' }).filter(({ status }) => isActive(status)));
  if (execution === null) return <Teach frame={frame} text={t('widgets.nothingRuns')} next={t('widgets.nothingRunsNext')} />;
  return <Of execution={execution} frame={frame} />;
}

function Of({ execution, frame }: { execution: Execution; frame: Frame }): ReactNode {
  const foreseen = useForecast(execution);
  if (foreseen === null) return <Teach frame={frame} text={t('forecast.widgetNone')} next={t('forecast.partEmptyNext')} />;
  if (foreseen.finish === null) return <Teach frame={frame} text={unknownWords(foreseen)} next={foreseen.why} />;
  return <Figures forecast={foreseen} finish={foreseen.finish} frame={frame} />;
}

interface FiguresProps {
  readonly forecast: Forecast;
  readonly finish: NonNullable<Forecast['finish']>;
  readonly frame: Frame;
}

/** The finish, and beside it the chance to miss the objective, each as large as half of the place allows. */
function Figures({ forecast: foreseen, finish, frame }: FiguresProps): ReactNode {
  const go = useGo();
  const oldMs = useOldSince(foreseen);
  const fromMs = Date.parse(foreseen.at);
  const chance = foreseen.rto?.missProbability ?? null;
  const { earliest, latest } = momentsOf(finish, fromMs);
  const half = { ...frame, width: chance === null ? frame.width : Math.floor(frame.width / 2) - 6 };
  const open = (): void => go({ screen: 'live', executionId: foreseen.executionId, tab: 'forecast' });
  const told = oldMs === null ? foreseen.planName : t('forecast.asOf', { at: formatClock(oldMs) });
  return (
    <div className={parts.pair} data-old={oldMs !== null || undefined} title={spokenRange(foreseen.planName, finish, fromMs)}>
      <BigFigure
        frame={half}
        value={`≈ ${foreseenClock(finish.middle, fromMs)}`}
        tone={oldMs === null ? 'plain' : 'unknown'}
        under={`${t('forecast.widgetFinish')} ${t('forecast.within', { from: earliest, to: latest })}`}
        more={foreseen.isWaiting ? t('forecast.asIfResumed') : told}
        onOpen={open}
      />
      {chance === null ? null : (
        <BigFigure
          frame={half}
          value={chanceWords(chance)}
          tone={chanceTone(chance) ?? 'plain'}
          under={t('forecast.widgetMiss')}
          more={foreseen.rto === null ? undefined : t('forecast.deadline', { at: foreseenClock(foreseen.rto.deadline, fromMs) })}
          onOpen={open}
        />
      )}
    </div>
  );
}
