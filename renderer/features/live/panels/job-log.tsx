import { Button, Skeleton } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import type { JournalEntry } from '../../../../shared/domain/events';
import type { JobLogItem } from '../../../../shared/domain/facts';
import type { JobView } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { usePage } from '../../../store/page';
import { type ReadPage, useEvents } from '../../../store/use-events';
import { ClockTime } from '../../../ui/time';
import { sentenceCase } from '../../../ui/tone';
import classes from './panels.module.css';

/** The job's log as far as it was read, newest line first. */
export function JobLog({ job }: { job: JobView }): ReactNode {
  const { store } = usePage();
  const { jobId, contextId } = job;
  const read: ReadPage = useCallback(
    (client, limit, nextToken) => client.world.events({ context: contextId, subject: `job:${jobId}`, limit, nextToken }),
    [contextId, jobId],
  );
  const events = useEvents(`job log ${jobId}`, job, read);
  const lines = linesOf(events.entries);
  const nameOf = (id: string): string => store.getState().held?.view.servers[id]?.name ?? id;
  if (events.state === 'loading') return <Skeleton height={14} width="60%" m="4px 12px 12px 40px" />;
  return (
    <>
      <table className={classes.log} aria-label={t('live.jobLog')}>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} data-failed={line.item.error === null ? undefined : true}>
              <td>
                <ClockTime at={line.item.at} />
              </td>
              <td>
                {sentenceCase(line.item.event)}
                {line.item.attempt === null ? null : ` · ${t('live.attempt', { attempt: line.item.attempt })}`}
              </td>
              <td>{line.item.sourceServerId === null ? null : nameOf(line.item.sourceServerId)}</td>
              <td>{line.item.error}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={`${classes.logFoot} ${classes.dim}`}>
        {events.problem}
        {lines.length === 0 && events.problem === null ? t('live.noLogYet') : null}
        {events.more ? (
          <Button variant="subtle" size="compact-xs" onClick={events.readOlder}>
            {t('live.olderLines')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

function linesOf(entries: readonly JournalEntry[]): readonly { readonly key: string; readonly item: JobLogItem }[] {
  return entries.flatMap(({ seq, event }) =>
    event.type === 'job-log.observed' ? event.items.map((item, index) => ({ key: `${seq}.${index}`, item })).reverse() : [],
  );
}
