import { IconBattery3 } from '@tabler/icons-react';
import { type ReactNode, useCallback } from 'react';
import { z } from 'zod';
import type { QuotaLevel } from '../../shared/domain/capacity/quotas';
import type { ConsoleClient } from '../bridge/client';
import { Bars } from '../charts/bars';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { useAsked } from '../store/use-asked';
import { Answered, Body } from './parts/body';
import { mostField, mostSetting } from './parts/settings';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ most: mostSetting(8) });
const EVERY_MS = 60_000;

/** How much of each AWS limit is used, the nearest to its end first. */
export const quotas = defineWidget({
  type: 'quotas',
  title: 'widgets.quotas',
  text: 'widgets.quotasText',
  family: 'live',
  icon: IconBattery3,
  size: { w: 9, h: 6, minW: 5, minH: 3 },
  settings,
  fields: [mostField],
  Draw,
});

const colours: Readonly<Record<QuotaLevel, string>> = {
  ok: 'var(--succeeded)',
  warn: 'var(--waiting)',
  critical: 'var(--failed)',
  unknown: 'var(--unknown)',
};

const pressing: Readonly<Record<QuotaLevel, number>> = { critical: 0, warn: 1, ok: 2, unknown: 3 };

function Draw({ settings: { most }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const { contextId } = frame;
  const read = useCallback(
    (client: ConsoleClient) => client.telemetry.quotas({ limit: 200, ...(contextId === null ? {} : { context: contextId }) }),
    [contextId],
  );
  const { value, problem } = useAsked(read, EVERY_MS);
  const measured = (value?.items ?? [])
    .flatMap((quota) => (quota.used === null || quota.limit <= 0 ? [] : [{ ...quota, used: quota.used }]))
    .sort((a, b) => pressing[a.level] - pressing[b.level] || b.used / b.limit - a.used / a.limit);
  return (
    <Answered
      frame={frame}
      read={{ loading: value === null && problem === null, problem }}
      has={measured.length > 0}
      empty={t('widgets.quotasEmpty')}
      next={t('widgets.quotasEmptyNext')}
    >
      <Body frame={frame} scroll>
        <Bars
          top={1}
          bars={measured.slice(0, most).map((quota) => ({
            key: quota.id,
            label: `${quota.name} (${quota.region})`,
            value: quota.used / quota.limit,
            words: `${valueWords(quota.used, 'Count')} / ${valueWords(quota.limit, 'Count')}${quota.level === 'ok' ? '' : ` ${t(quota.level === 'critical' ? 'widgets.quotaCritical' : 'widgets.quotaWarn')}`}`,
            colour: colours[quota.level],
            onOpen: () => go({ screen: 'capacity', tab: 'limits' }),
          }))}
        />
      </Body>
    </Answered>
  );
}
