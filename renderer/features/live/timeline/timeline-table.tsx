import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Forecast } from '../../../../shared/domain/prediction/forecast';
import type { Execution } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { foreseenClock, rangeWords, unknownWords } from '../../../ui/forecast/forecast-words';
import { formatClock } from '../../../ui/format';
import { Elapsed } from '../../../ui/time';
import { ofExecution, ofWave } from '../../../ui/tone';
import type { Expected } from '../expected';
import { usualWords } from './wave-lane';

interface TimelineTableProps {
  readonly execution: Execution;
  readonly expected: Expected | null;
  readonly forecast: Forecast | null;
}

/** What the timeline shows, for those who read it row by row. */
export function TimelineTable({ execution, expected, forecast }: TimelineTableProps): ReactNode {
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
            {forecast === null ? null : <th scope="col">{t('forecast.colForecast')}</th>}
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
                {forecast === null ? null : <td>{foreseenOf(forecast, wave.waveNumber)}</td>}
                <td>{t('live.launchedOf', { launched: wave.counts.launched, total: wave.counts.total })}</td>
                <td>{wave.counts.failed}</td>
              </tr>
            );
          })}
          {forecast === null ? null : <WholeRow execution={execution} forecast={forecast} />}
        </tbody>
      </table>
    </VisuallyHidden>
  );
}

function WholeRow({ execution, forecast }: { execution: Execution; forecast: Forecast }): ReactNode {
  const fromMs = Date.parse(forecast.at);
  const { finish, rto } = forecast;
  const deadline = rto === null ? '' : ` ${t('forecast.deadline', { at: foreseenClock(rto.deadline, fromMs) })}`;
  return (
    <tr>
      <th scope="row">{t('forecast.wholeRun')}</th>
      <td>{ofExecution(execution.status).word}</td>
      <td>{execution.startedAt === null ? t('live.notBegun') : formatClock(Date.parse(execution.startedAt))}</td>
      <td>{execution.startedAt === null ? '–' : <Elapsed since={execution.startedAt} until={execution.endedAt} />}</td>
      <td>–</td>
      <td>
        {finish === null ? `${unknownWords(forecast)}. ${forecast.why}` : rangeWords(finish, fromMs)}
        {deadline}
      </td>
      <td>{t('live.launchedOf', { launched: execution.counts.launched, total: execution.counts.total })}</td>
      <td>{execution.counts.failed}</td>
    </tr>
  );
}

/** When a wave is foreseen to end, in words. */
function foreseenOf(forecast: Forecast, waveNumber: number): string {
  const wave = forecast.waves.find((one) => one.waveNumber === waveNumber);
  return wave?.finish == null ? '–' : rangeWords(wave.finish, Date.parse(forecast.at));
}
