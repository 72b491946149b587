import { IconFileCertificate } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { evidenceOf, type Gap } from '../../shared/domain/metrics/derive/evidence';
import { valueWords } from '../charts/value-words';
import { type TextKey, t } from '../language/language';
import { useBehind } from './parts/behind';
import { BigFigure } from './parts/big-figure';
import { Teach } from './parts/body';
import { planField, planSetting } from './parts/settings';
import { useEnded, useServersOf } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ plan: planSetting });

/** Drills whose record has no gap, of all that ended. */
export const evidence = defineWidget({
  type: 'evidence',
  title: 'widgets.evidence',
  text: 'widgets.evidenceText',
  family: 'figures',
  icon: IconFileCertificate,
  size: { w: 6, h: 3, minW: 4, minH: 2 },
  settings,
  fields: [planField],
  Draw,
});

const gapWords: Readonly<Record<Gap, TextKey>> = {
  start: 'widgets.gapStart',
  end: 'widgets.gapEnd',
  initiator: 'widgets.gapInitiator',
  run: 'widgets.gapRun',
  'wave-times': 'widgets.gapWaves',
  jobs: 'widgets.gapJobs',
  servers: 'widgets.gapServers',
  phases: 'widgets.gapPhases',
};

function Draw({ settings: { plan }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const ended = useEnded(frame, { plan, type: 'drill' });
  const serversOf = useServersOf();
  const { share, complete, incomplete } = useMemo(() => evidenceOf(ended, serversOf), [ended, serversOf]);
  const gaps = [...new Set(incomplete.flatMap((one) => one.gaps))];
  const behind = useBehind(t('widgets.evidence'), [
    ...gaps.map((gap) => ({
      title: t(gapWords[gap]),
      executions: incomplete.filter((one) => one.gaps.includes(gap)).map(({ execution }) => execution),
    })),
    { title: t('widgets.recordComplete'), executions: complete },
  ]);
  if (share === null) return <Teach frame={frame} text={t('widgets.drillsNone')} next={t('widgets.successEmptyNext')} />;
  return (
    <>
      <BigFigure
        frame={frame}
        value={valueWords(share, 'Share')}
        tone={share === 1 ? 'succeeded' : 'waiting'}
        under={t('widgets.recordsOf', { good: complete.length, all: complete.length + incomplete.length })}
        more={gaps.length === 0 ? undefined : t('widgets.missingIs', { what: gaps.map((gap) => t(gapWords[gap])).join(', ') })}
        onOpen={behind.open}
      />
      {behind.list}
    </>
  );
}
