import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Execution } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { formatClock } from '../../../ui/format';
import { Elapsed } from '../../../ui/time';
import { ofWave } from '../../../ui/tone';
import type { Expected } from '../expected';
import { usualWords } from './wave-lane';

/** What the timeline shows, for those who read it row by row. */
export function TimelineTable({ execution, expected }: { execution: Execution; expected: Expected | null }): ReactNode {
  return (
    <VisuallyHidden component="section" aria-label={t('live.tableCaption')}>
      <table>
        <caption>{t('live.tableCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('live.colWave')}</th>
            <th scope="col">{t('live.colState')}</th>
            <th scope="col">{t('live.colStarted')}</th>
            <th scope="col">{t('live.colTook')}</th>
            <th scope="col">{t('live.colUsual')}</th>
            <th scope="col">{t('live.colLaunched')}</th>
            <th scope="col">{t('live.colFailed')}</th>
          </tr>
        </thead>
        <tbody>
          {execution.waves.map((wave) => {
            const usual = expected?.waves.get(wave.waveNumber);
            return (
              <tr key={wave.waveNumber}>
                <th scope="row">{wave.label}</th>
                <td>{ofWave(wave.status).word}</td>
                <td>{wave.startedAt === null ? t('live.notBegun') : formatClock(Date.parse(wave.startedAt))}</td>
                <td>{wave.startedAt === null ? '–' : <Elapsed since={wave.startedAt} until={wave.endedAt} />}</td>
                <td>{usual === undefined ? t('live.noEarlierRun') : usualWords(usual)}</td>
                <td>{t('live.launchedOf', { launched: wave.counts.launched, total: wave.counts.total })}</td>
                <td>{wave.counts.failed}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </VisuallyHidden>
  );
}
