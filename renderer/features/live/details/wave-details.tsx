import { type ReactNode, useCallback } from 'react';
import type { Execution, Wave } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useView } from '../../../store/page';
import { type ReadPage, useEvents } from '../../../store/use-events';
import { Fact, Facts } from '../../../ui/facts';
import { RawEvents } from '../../../ui/raw-events';
import { ShortId } from '../../../ui/short-id';
import { StateMark } from '../../../ui/state-mark';
import { ClockTime, Elapsed } from '../../../ui/time';
import { ofWave, sentenceCase } from '../../../ui/tone';

export function WaveDetails({ execution, wave }: { execution: Execution; wave: Wave }): ReactNode {
  const { counts, jobId } = wave;
  const { contextId } = execution;
  const job = useView((view) => (jobId === null ? null : (view.jobs[jobId] ?? null)), null);
  const read: ReadPage = useCallback(
    (client, limit, nextToken) =>
      jobId === null
        ? Promise.resolve({ items: [], nextToken: null })
        : client.world.events({ context: contextId, subject: `job:${jobId}`, limit, nextToken }),
    [contextId, jobId],
  );
  const events = useEvents(`wave ${wave.waveNumber} ${jobId}`, wave, read);
  return (
    <>
      <Facts title={t('live.colWave')} sighting={execution}>
        <Fact name={t('live.colState')}>
          <StateMark spoken={ofWave(wave.status)} strong />
        </Fact>
        <Fact name={t('live.colLaunched')}>{t('live.launchedOf', { launched: counts.launched, total: counts.total })}</Fact>
        <Fact name={t('live.factInProgress')}>{counts.inProgress}</Fact>
        <Fact name={t('live.colFailed')}>{counts.failed}</Fact>
        <Fact name={t('live.factPauseBefore')}>{wave.pauseBeforeWave ? t('live.yesWaits') : t('live.no')}</Fact>
        {wave.startedAt === null ? null : (
          <Fact name={t('live.colStarted')}>
            <ClockTime at={wave.startedAt} />
          </Fact>
        )}
        {wave.startedAt === null ? null : (
          <Fact name={t('live.colTook')}>
            <Elapsed since={wave.startedAt} until={wave.endedAt} />
          </Fact>
        )}
        {wave.region === null ? null : <Fact name={t('live.factRegion')}>{wave.region}</Fact>}
      </Facts>
      {jobId === null ? null : (
        <Facts title={t('live.factJob')} sighting={job ?? execution}>
          <Fact name={t('live.job')}>
            <ShortId id={jobId} head={24} />
          </Fact>
          <Fact name={t('live.status')}>{sentenceCase(job?.status ?? wave.jobStatus ?? 'unknown')}</Fact>
          {job === null ? null : <Fact name={t('live.colType')}>{sentenceCase(job.type)}</Fact>}
          {job?.lastLog == null ? null : <Fact name={t('live.lastLine')}>{sentenceCase(job.lastLog.event)}</Fact>}
        </Facts>
      )}
      <RawEvents events={events} />
    </>
  );
}
