import { IconTargetArrow } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { rtoMet as metOf } from '../../shared/domain/metrics/derive/objectives-met';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { useBehind } from './parts/behind';
import { BigFigure } from './parts/big-figure';
import { Teach } from './parts/body';
import { planField, planSetting, typeField, typeSetting } from './parts/settings';
import { useEnded, useKnownSettings } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ plan: planSetting, type: typeSetting('all') });

/** Share of executions that ended within the recovery time objective of their plan. */
export const rtoMet = defineWidget({
  type: 'rto-met',
  title: 'widgets.rtoMet',
  text: 'widgets.rtoMetText',
  family: 'figures',
  icon: IconTargetArrow,
  size: { w: 4, h: 3, minW: 3, minH: 2 },
  settings,
  fields: [planField, typeField],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const { share, met, missed, unjudged } = metOf(useEnded(frame, chosen), useKnownSettings());
  const behind = useBehind(t('widgets.rtoMet'), [
    { title: t('widgets.objectiveMissed'), executions: missed },
    { title: t('widgets.objectiveMet'), executions: met },
    { title: t('widgets.objectiveNone'), executions: unjudged },
  ]);
  if (share === null)
    return (
      <Teach
        frame={frame}
        text={unjudged.length > 0 ? t('widgets.noObjective') : t('widgets.successEmpty')}
        next={unjudged.length > 0 ? t('widgets.noObjectiveNext') : t('widgets.successEmptyNext')}
        onNext={unjudged.length > 0 ? () => go({ screen: 'settings' }) : undefined}
      />
    );
  return (
    <>
      <BigFigure
        frame={frame}
        value={valueWords(share, 'Share')}
        tone={share === 1 ? 'succeeded' : share >= 0.8 ? 'waiting' : 'failed'}
        under={t('widgets.metOf', { good: met.length, all: met.length + missed.length })}
        more={unjudged.length === 0 ? undefined : t('widgets.unjudgedBeside', { n: unjudged.length })}
        onOpen={behind.open}
      />
      {behind.list}
    </>
  );
}
