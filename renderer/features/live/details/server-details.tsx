import { type ReactNode, useCallback } from 'react';
import type { Execution, Participant } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useView } from '../../../store/page';
import { type ReadPage, useEvents } from '../../../store/use-events';
import { Fact, Facts } from '../../../ui/facts';
import { formatBytes, formatLag } from '../../../ui/format';
import { RawEvents } from '../../../ui/raw-events';
import { ShortId } from '../../../ui/short-id';
import { StateMark } from '../../../ui/state-mark';
import { ClockTime, Elapsed } from '../../../ui/time';
import { ofPhase, ofReplication, stateWord } from '../../../ui/tone';
import classes from './details.module.css';

export function ServerDetails({ execution, participant }: { execution: Execution; participant: Participant }): ReactNode {
  const { executionId, contextId } = execution;
  const serverId = participant.sourceServerId;
  const server = useView((view) => view.servers[serverId] ?? null, null);
  const read: ReadPage = useCallback(
    (client, limit, nextToken) =>
      client.executions.events({ executionId, context: contextId, server: serverId, limit, nextToken }),
    [executionId, contextId, serverId],
  );
  const events = useEvents(participant.id, participant, read);
  return (
    <>
      {participant.error === null ? null : <p className={classes.error}>{participant.error}</p>}
      <Facts title={t('live.inThisExecution')} sighting={participant}>
        <Fact name={t('live.colState')}>
          <StateMark spoken={ofPhase(participant.phase)} strong />
        </Fact>
        <Fact name={t('live.colLaunchStatus')}>{stateWord(participant.launchStatus)}</Fact>
        {participant.attempt === null ? null : <Fact name={t('live.factAttempt')}>{participant.attempt}</Fact>}
        <Fact name={t('live.factServerId')}>
          <ShortId id={serverId} head={20} />
        </Fact>
        <Fact name={t('live.colInstance')}>
          {participant.recoveryInstanceId === null ? (
            t('live.noneYet')
          ) : (
            <ShortId id={participant.recoveryInstanceId} head={20} />
          )}
        </Fact>
        {participant.instanceType === null ? null : <Fact name={t('live.factInstanceType')}>{participant.instanceType}</Fact>}
        {participant.privateIp === null ? null : <Fact name={t('live.colIp')}>{participant.privateIp}</Fact>}
      </Facts>
      <Phases participant={participant} />
      {server === null ? null : (
        <Facts title={t('live.factReplication')} sighting={server}>
          <Fact name={t('live.colState')}>
            <StateMark spoken={ofReplication(server.replicationState)} />
          </Fact>
          {server.replicationError === null ? null : (
            <Fact name={t('live.factReason')}>{stateWord(server.replicationError)}</Fact>
          )}
          <Fact name={t('live.colLag')}>{formatLag(server.lagSeconds)}</Fact>
          {server.backlogBytes === null ? null : <Fact name={t('live.factBacklog')}>{formatBytes(server.backlogBytes)}</Fact>}
          {server.os === null ? null : <Fact name={t('live.factSystem')}>{server.os}</Fact>}
        </Facts>
      )}
      <RawEvents events={events} />
    </>
  );
}

function Phases({ participant }: { participant: Participant }): ReactNode {
  if (participant.phases.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{t('live.phases')}</h3>
      <table className={classes.phases}>
        <thead>
          <tr>
            <th>{t('live.colPhase')}</th>
            <th>{t('live.from')}</th>
            <th>{t('live.colTook')}</th>
          </tr>
        </thead>
        <tbody>
          {participant.phases.map((span) => (
            <tr key={`${span.phase}${span.startedAt}`}>
              <td>
                <StateMark spoken={ofPhase(span.phase)} />
              </td>
              <td>
                <ClockTime at={span.startedAt} />
              </td>
              <td>
                <Elapsed since={span.startedAt} until={span.endedAt} />
                {span.endedAt === null ? ` ${t('live.soFar')}` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
