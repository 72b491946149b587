import { type ReactNode, useCallback } from 'react';
import type { Execution, Participant } from '../../../../shared/domain/view';
import { useView } from '../../../store/page';
import { type ReadPage, useEvents } from '../../../store/use-events';
import { Fact, Facts } from '../../../ui/facts';
import { formatBytes, formatLag } from '../../../ui/format';
import { RawEvents } from '../../../ui/raw-events';
import { ShortId } from '../../../ui/short-id';
import { StateMark } from '../../../ui/state-mark';
import { ClockTime, Elapsed } from '../../../ui/time';
import { ofPhase, ofReplication, sentenceCase } from '../../../ui/tone';
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
      <Facts title="In this execution" sighting={participant}>
        <Fact name="State">
          <StateMark spoken={ofPhase(participant.phase)} strong />
        </Fact>
        <Fact name="Launch status">{sentenceCase(participant.launchStatus)}</Fact>
        {participant.attempt === null ? null : <Fact name="Attempt">{participant.attempt}</Fact>}
        <Fact name="Server id">
          <ShortId id={serverId} head={20} />
        </Fact>
        <Fact name="Instance">
          {participant.recoveryInstanceId === null ? 'none yet' : <ShortId id={participant.recoveryInstanceId} head={20} />}
        </Fact>
        {participant.instanceType === null ? null : <Fact name="Instance type">{participant.instanceType}</Fact>}
        {participant.privateIp === null ? null : <Fact name="Private IP">{participant.privateIp}</Fact>}
      </Facts>
      <Phases participant={participant} />
      {server === null ? null : (
        <Facts title="Replication" sighting={server}>
          <Fact name="State">
            <StateMark spoken={ofReplication(server.replicationState)} />
          </Fact>
          {server.replicationError === null ? null : <Fact name="Reason">{sentenceCase(server.replicationError)}</Fact>}
          <Fact name="Lag">{formatLag(server.lagSeconds)}</Fact>
          {server.backlogBytes === null ? null : <Fact name="Backlog">{formatBytes(server.backlogBytes)}</Fact>}
          {server.os === null ? null : <Fact name="System">{server.os}</Fact>}
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
      <h3 className={classes.heading}>Phases</h3>
      <table className={classes.phases}>
        <thead>
          <tr>
            <th>Phase</th>
            <th>From</th>
            <th>Took</th>
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
                {span.endedAt === null ? ' so far' : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
