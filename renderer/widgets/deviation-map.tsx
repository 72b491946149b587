import { IconGridPattern } from '@tabler/icons-react';
import { type ReactNode, useCallback } from 'react';
import { z } from 'zod';
import type { ConsoleClient } from '../bridge/client';
import { scoreWords } from '../charts/expected-tools';
import { HeatGrid } from '../charts/heat-grid';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { useAsked } from '../store/use-asked';
import { formatClock } from '../ui/format';
import { familyField, familySetting } from './findings-list';
import { Answered, Body } from './parts/body';
import { metricWords } from './parts/metric-words';
import parts from './parts/parts.module.css';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ family: familySetting, hours: z.enum(['6', '24']).default('6') });
const EVERY_MS = 30_000;

/** Which series deviated when. */
export const deviationMap = defineWidget({
  type: 'deviation-map',
  title: 'findings.widgetMap',
  text: 'findings.widgetMapText',
  family: 'charts',
  icon: IconGridPattern,
  size: { w: 12, h: 8, minW: 6, minH: 4 },
  settings,
  fields: [
    familyField,
    {
      name: 'hours',
      kind: 'choice',
      label: 'findings.howLong',
      options: [
        { value: '6', label: 'findings.hours6' },
        { value: '24', label: 'findings.hours24' },
      ],
    },
  ],
  Draw,
});

function Draw({ settings: { family, hours }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const large = frame.mode === 'wall';
  const note = large ? 40 : 22;
  const most = Math.max(2, Math.floor((frame.height - 22 - note) / (large ? 24 : 13)));
  const { contextId } = frame;
  const read = useCallback(
    (client: ConsoleClient) =>
      client.findings.map({
        hours: Number(hours),
        limit: most,
        ...(family === '' ? {} : { family }),
        ...(contextId === null ? {} : { context: contextId }),
      }),
    [hours, most, family, contextId],
  );
  const { value, problem } = useAsked(read, EVERY_MS);
  const rows = value?.rows ?? [];
  const fromMs = Date.parse(value?.from ?? '');
  const columns = Array.from({ length: Math.max(0, ...rows.map(({ cells }) => cells.length)) }, (_, column) =>
    formatClock(fromMs + column * (value?.stepSeconds ?? 0) * 1000).slice(0, 5),
  );
  return (
    <Answered
      frame={frame}
      read={{ loading: value === null && problem === null, problem }}
      has={rows.length > 0}
      empty={t('findings.widgetMapNone')}
    >
      <Body frame={frame}>
        <HeatGrid
          name={t('findings.widgetMap')}
          columns={columns}
          rows={rows.map((row) => ({
            key: `${row.contextId} ${row.metric} ${JSON.stringify(row.labels)}`,
            label: `${row.name} · ${metricWords(row.metric)}`,
            values: row.cells,
            ...(large ? {} : { onOpen: () => go({ screen: 'findings', tab: 'map', id: null }) }),
          }))}
          words={(score) => t('findings.scoreIs', { score: scoreWords(score) })}
          width={frame.width}
          height={frame.height - note}
          large={large}
        />
        <p className={parts.note}>
          {value !== null && value.total > rows.length
            ? t('findings.worstOf', { shown: rows.length, count: value.total })
            : t('findings.seriesCount', { count: rows.length })}
        </p>
      </Body>
    </Answered>
  );
}
