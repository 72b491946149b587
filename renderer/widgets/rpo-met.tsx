import { IconHistory } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { rpoMet as metOf } from '../../shared/domain/metrics/derive/objectives-met';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { useMetric } from '../store/use-metric';
import { BigFigure } from './parts/big-figure';
import { Answered } from './parts/body';
import { planField, planSetting } from './parts/settings';
import { useKnownSettings } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ plan: planSetting });

/** Share of launches whose replica was within the recovery point objective. */
export const rpoMet = defineWidget({
  type: 'rpo-met',
  title: 'widgets.rpoMet',
  text: 'widgets.rpoMetText',
  family: 'figures',
  icon: IconHistory,
  size: { w: 4, h: 3, minW: 3, minH: 2 },
  settings,
  fields: [planField],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const known = useKnownSettings();
  const read = useMetric({
    name: 'RecoveryPoint',
    labels: chosen.plan === '' ? {} : { plan: chosen.plan },
    range: frame.range,
    contextId: frame.contextId,
    stepSeconds: 'raw',
  });
  const { share, met, missed, unjudged } = useMemo(
    () =>
      metOf(
        read.series.flatMap(({ labels, points }) =>
          points.map(({ at, value }) => ({
            planId: labels.planId ?? null,
            planName: labels.plan ?? '',
            server: labels.server ?? '',
            at,
            seconds: value,
          })),
        ),
        known,
      ),
    [read.series, known],
  );
  const worst = [...met, ...missed, ...unjudged].reduce((most, { seconds }) => Math.max(most, seconds), 0);
  return (
    <Answered
      frame={frame}
      read={read}
      has={share !== null}
      empty={
        unjudged.length > 0 ? t('widgets.noPointObjective', { worst: valueWords(worst, 'Seconds') }) : t('widgets.pointEmpty')
      }
      next={unjudged.length > 0 ? t('widgets.noObjectiveNext') : t('widgets.pointEmptyNext')}
      onNext={unjudged.length > 0 ? () => go({ screen: 'settings' }) : undefined}
    >
      <BigFigure
        frame={frame}
        value={valueWords(share, 'Share')}
        tone={missed.length === 0 ? 'succeeded' : 'failed'}
        under={t('widgets.launchesWithin', { good: met.length, all: met.length + missed.length })}
        more={t('widgets.worstLag', { lag: valueWords(worst, 'Seconds') })}
        onOpen={() => go({ screen: 'servers', serverId: null })}
      />
    </Answered>
  );
}
