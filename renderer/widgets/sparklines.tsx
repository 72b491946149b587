import { IconActivity } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { align } from '../charts/align';
import { Sparkline } from '../charts/sparkline';
import { valueWords } from '../charts/value-words';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { useMetric } from '../store/use-metric';
import { Body } from './parts/body';
import { routeOfMetric } from './parts/follow';
import { useLines } from './parts/metric-lines';
import { AnsweredMetric, groupedFields, groupedSettings, questionOf } from './parts/metric-question';
import { metricWords } from './parts/metric-words';
import parts from './parts/parts.module.css';
import { mostField, mostSetting } from './parts/settings';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  ...groupedSettings('ServerLag', 'server'),
  most: mostSetting(40),
});

/** Many things at a glance: the run of each in a line, with its newest and highest value. */
export const sparklines = defineWidget({
  type: 'sparklines',
  title: 'widgets.sparklines',
  text: 'widgets.sparklinesText',
  family: 'tables',
  icon: IconActivity,
  size: { w: 9, h: 8, minW: 8, minH: 3 },
  settings,
  nameOf: ({ metric }) => metricWords(metric),
  fields: [...groupedFields, mostField],
  Draw,
});

function Draw({ settings: chosen, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const read = useMetric(questionOf(chosen, frame));
  const { lines, rest } = useLines(read.series, chosen.most);
  const unit = read.series[0]?.unit ?? 'Count';
  const { values } = align(lines, read.stepSeconds === null ? null : read.stepSeconds * 1000);
  return (
    <AnsweredMetric frame={frame} metric={chosen.metric} read={read} has={lines.length > 0}>
      <Body frame={frame} scroll>
        <table className={parts.table}>
          <thead>
            <tr>
              <th scope="col">{metricWords(chosen.metric)}</th>
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
            {lines.map((line, index) => (
              <tr key={line.key}>
                <td className={parts.name} title={line.label}>
                  <button type="button" className={parts.link} onClick={() => go(routeOfMetric(chosen.metric))}>
                    {line.label}
                  </button>
                </td>
                <td>
                  <Sparkline values={values[index] ?? []} width={110} height={22} />
                </td>
                <td className={parts.number}>{valueWords(line.points.at(-1)?.value ?? null, unit)}</td>
                <td className={parts.number}>{valueWords(Math.max(...line.points.map(({ value }) => value)), unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rest > 0 ? (
          <p className={parts.note}>{t('widgets.highestOf', { shown: lines.length, all: lines.length + rest })}</p>
        ) : null}
      </Body>
    </AnsweredMetric>
  );
}
