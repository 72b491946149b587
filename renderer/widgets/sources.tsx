import { IconPlugConnected } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { freshnessOf, type SourceHealth } from '../../shared/domain/health';
import type { View } from '../../shared/domain/view';
import { t } from '../language/language';
import { useGo, useNowMs, useView } from '../store/page';
import { allSources, inContext } from '../store/selectors';
import { formatAge, formatLatency } from '../ui/format';
import { sourceTitle } from '../ui/source-title';
import { StateMark } from '../ui/state-mark';
import { ofSource } from '../ui/tone';
import { Body, Teach } from './parts/body';
import parts from './parts/parts.module.css';
import { defineWidget, type Frame } from './widget';

/** How old what each source said is, those in trouble first. */
export const sources = defineWidget({
  type: 'sources',
  title: 'widgets.sources',
  text: 'widgets.sourcesText',
  family: 'live',
  icon: IconPlugConnected,
  size: { w: 9, h: 7, minW: 6, minH: 3 },
  settings: z.object({}),
  fields: [],
  Draw,
});

const nothing: View['sources'] = {};
const pressing: Readonly<Record<SourceHealth['state'], number>> = {
  failing: 0,
  'not-permitted': 1,
  starting: 2,
  live: 3,
  off: 4,
};

function Draw({ frame }: { frame: Frame }): ReactNode {
  const records = useView((view) => view.sources, nothing);
  const all = useMemo(
    () => [...inContext(allSources(records), frame.contextId)].sort((a, b) => pressing[a.state] - pressing[b.state]),
    [records, frame.contextId],
  );
  // Names come before latencies where there is no room for both.
  const hasLatency = frame.width >= (frame.mode === 'wall' ? 560 : 300);
  if (all.length === 0) return <Teach frame={frame} text={t('widgets.sourcesEmpty')} next={t('widgets.sourcesEmptyNext')} />;
  return (
    <Body frame={frame} scroll>
      <table className={parts.table}>
        <thead>
          <tr>
            <th scope="col">{t('widgets.columnSource')}</th>
            <th scope="col">{t('widgets.columnState')}</th>
            <th scope="col" className={parts.number}>
              {t('widgets.columnAge')}
            </th>
            {hasLatency ? (
              <th scope="col" className={parts.number}>
                {t('widgets.columnLatency')}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <Row key={one.id} source={one} hasLatency={hasLatency} />
          ))}
        </tbody>
      </table>
    </Body>
  );
}

function Row({ source, hasLatency }: { source: SourceHealth; hasLatency: boolean }): ReactNode {
  // Sources of several accounts and regions differ only in their places, so these are never cut away.
  const place = / of (.+)$/.exec(source.title)?.[1] ?? null;
  const name = sourceTitle(place === null ? source : { ...source, title: source.title.slice(0, -` of ${place}`.length) });
  const go = useGo();
  return (
    <tr>
      <td
        className={parts.name}
        title={source.error === null ? sourceTitle(source) : `${sourceTitle(source)}: ${source.error.message}`}
      >
        <button type="button" className={parts.link} onClick={() => go({ screen: 'sources' })}>
          <span className={parts.wrapped}>{name}</span>
          {place === null ? null : <span className={`${parts.place} ${parts.wrapped}`}>{place}</span>}
        </button>
      </td>
      <td>
        <Standing source={source} />
      </td>
      <td className={parts.number}>
        <Age source={source} />
      </td>
      {hasLatency ? <td className={parts.number}>{source.latencyMs === null ? '—' : formatLatency(source.latencyMs)}</td> : null}
    </tr>
  );
}

/** Live only as long as its answer is fresh: a source that went silent says so before it fails. */
function Standing({ source }: { source: SourceHealth }): ReactNode {
  const nowMs = useNowMs();
  const isStale = source.state === 'live' && freshnessOf(source, nowMs) === 'stale';
  return <StateMark spoken={isStale ? { tone: 'unknown', word: t('widgets.stale') } : ofSource(source.state)} />;
}

function Age({ source: { lastSuccessAt } }: { source: SourceHealth }): ReactNode {
  const nowMs = useNowMs();
  return lastSuccessAt === null ? t('widgets.never') : formatAge(nowMs - Date.parse(lastSuccessAt));
}
