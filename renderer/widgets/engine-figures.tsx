import { IconEngine } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { Aggregation } from '../../shared/contract/telemetry';
import { Sparkline } from '../charts/sparkline';
import { valueWords } from '../charts/value-words';
import { type TextKey, t } from '../language/language';
import { useGo } from '../store/page';
import { type MetricRead, useMetric } from '../store/use-metric';
import { Answered, Body } from './parts/body';
import parts from './parts/parts.module.css';
import { defineWidget, type Frame } from './widget';

/** The console itself: processor, memory, delay of its loop, journal, viewers. */
export const engineFigures = defineWidget({
  type: 'engine-figures',
  title: 'widgets.engineFigures',
  text: 'widgets.engineFiguresText',
  family: 'tables',
  icon: IconEngine,
  size: { w: 9, h: 7, minW: 8, minH: 3 },
  settings: z.object({}),
  fields: [],
  Draw,
});

function Draw({ frame }: { frame: Frame }): ReactNode {
  const rows: readonly (readonly [TextKey, MetricRead])[] = [
    ['widgets.engineCpu', useOwn('EngineCpu', 'avg', frame)],
    ['widgets.engineMemory', useOwn('EngineMemory', 'max', frame)],
    ['widgets.engineDelay', useOwn('EventLoopDelay', 'max', frame)],
    ['widgets.engineAppend', useOwn('JournalAppendTime', 'max', frame)],
    ['widgets.engineEvents', useOwn('EventsPerSecond', 'max', frame)],
    ['widgets.engineJournal', useOwn('JournalEvents', 'sum', frame)],
    ['widgets.engineViewers', useOwn('ViewersConnected', 'max', frame)],
  ];
  const has = rows.some(([, { series }]) => series.some(({ points }) => points.length > 0));
  const problem = rows.map(([, read]) => read.problem).find((one) => one !== null) ?? null;
  return (
    <Answered
      frame={frame}
      read={{ loading: rows.some(([, { loading }]) => loading), problem }}
      has={has}
      empty={t('widgets.engineNone')}
    >
      <Body frame={frame} scroll>
        <table className={parts.table}>
          <thead>
            <tr>
              <th scope="col">{t('widgets.columnFigure')}</th>
              <th scope="col">{t('widgets.run')}</th>
              <th scope="col" className={parts.number}>
                {t('widgets.newest')}
              </th>
              <th scope="col" className={parts.number}>
                {t('widgets.highest')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, read]) => (
              <Row key={name} name={t(name)} read={read} />
            ))}
          </tbody>
        </table>
      </Body>
    </Answered>
  );
}

/** The console's own figures belong to no context of AWS. */
function useOwn(name: string, aggregation: Aggregation, frame: Frame): MetricRead {
  return useMetric({ name, range: frame.range, contextId: null, by: [], aggregation });
}

function Row({ name, read }: { name: string; read: MetricRead }): ReactNode {
  const go = useGo();
  const [series] = read.series;
  const values = series?.points.map(({ value }) => value) ?? [];
  const unit = series?.unit ?? 'Count';
  return (
    <tr>
      <td className={parts.name} title={name}>
        <button type="button" className={parts.link} onClick={() => go({ screen: 'capacity', tab: 'metrics' })}>
          {name}
        </button>
      </td>
      <td>
        <Sparkline values={values} width={100} height={22} />
      </td>
      <td className={parts.number}>{valueWords(values.at(-1) ?? null, unit)}</td>
      <td className={parts.number}>{valueWords(values.length === 0 ? null : Math.max(...values), unit)}</td>
    </tr>
  );
}
