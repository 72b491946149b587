import { IconFingerprint } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { z } from 'zod';
import type { ConsoleClient } from '../bridge/client';
import { plain } from '../charts/value-words';
import { t } from '../language/language';
import { useAsked } from '../store/use-asked';
import { Ago } from '../ui/time';
import { BigFigure } from './parts/big-figure';
import { Answered } from './parts/body';
import { sequenceOf } from './parts/sequence';
import { defineWidget, type Frame } from './widget';

/** How many entries the audit trail has, how old the newest is, and whether any of the newest thousand is missing. */
export const auditTrail = defineWidget({
  type: 'audit-trail',
  title: 'widgets.auditTrail',
  text: 'widgets.auditTrailText',
  family: 'figures',
  icon: IconFingerprint,
  size: { w: 6, h: 3, minW: 4, minH: 2 },
  settings: z.object({}),
  fields: [],
  Draw,
});

const EVERY_MS = 30_000;
const CHECKED = 1_000;

function Draw({ frame }: { frame: Frame }): ReactNode {
  const read = useCallback((client: ConsoleClient) => client.audit.list({ limit: CHECKED }), []);
  const { value, problem } = useAsked(read, EVERY_MS);
  const sequence = useMemo(() => sequenceOf(value?.items.map(({ seq }) => seq) ?? []), [value]);
  const newest = value?.items[0];
  return (
    <Answered
      frame={frame}
      read={{ loading: value === null && problem === null, problem }}
      has={sequence !== null}
      empty={t('widgets.auditNone')}
      next={t('widgets.auditNoneNext')}
    >
      {sequence === null || newest === undefined ? null : (
        <BigFigure
          frame={frame}
          value={plain(sequence.count, 0)}
          tone={sequence.missing.length === 0 ? 'succeeded' : 'failed'}
          under={
            sequence.missing.length === 0
              ? t('widgets.auditWhole', { checked: sequence.checked })
              : t('widgets.auditGaps', { count: sequence.missing.length, first: sequence.missing[0] ?? 0 })
          }
          more={
            <>
              {t('widgets.auditNewest')} {newest.kind}, <Ago at={newest.at} />
            </>
          }
        />
      )}
    </Answered>
  );
}
