import { type ReactNode, useCallback } from 'react';
import type { Execution, Wave } from '../../../../shared/domain/view';
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
      <Facts title="Wave" sighting={execution}>
        <Fact name="State">
          <StateMark spoken={ofWave(wave.status)} strong />
        </Fact>
        <Fact name="Launched">
          {counts.launched} of {counts.total}
        </Fact>
        <Fact name="In progress">{counts.inProgress}</Fact>
        <Fact name="Failed">{counts.failed}</Fact>
        <Fact name="Pause before">{wave.pauseBeforeWave ? 'yes, waits for approval' : 'no'}</Fact>
        {wave.startedAt === null ? null : (
          <Fact name="Started">
            <ClockTime at={wave.startedAt} />
          </Fact>
        )}
        {wave.startedAt === null ? null : (
          <Fact name="Took">
            <Elapsed since={wave.startedAt} until={wave.endedAt} />
          </Fact>
        )}
        {wave.region === null ? null : <Fact name="Region">{wave.region}</Fact>}
      </Facts>
      {jobId === null ? null : (
        <Facts title="DRS job" sighting={job ?? execution}>
          <Fact name="Job">
            <ShortId id={jobId} head={24} />
          </Fact>
          <Fact name="Status">{sentenceCase(job?.status ?? wave.jobStatus ?? 'unknown')}</Fact>
          {job === null ? null : <Fact name="Type">{sentenceCase(job.type)}</Fact>}
          {job?.lastLog == null ? null : <Fact name="Last line">{sentenceCase(job.lastLog.event)}</Fact>}
        </Facts>
      )}
      <RawEvents events={events} />
    </>
  );
}
