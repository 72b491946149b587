import { type ReactNode, useCallback } from 'react';
import type { ServerView } from '../../../shared/domain/view';
import { useView } from '../../store/page';
import { allInstances } from '../../store/selectors';
import { type ReadPage, useEvents } from '../../store/use-events';
import { ContextTag } from '../../ui/context-tag';
import { Fact, Facts } from '../../ui/facts';
import { formatBytes, formatLag } from '../../ui/format';
import { RawEvents } from '../../ui/raw-events';
import { ShortId } from '../../ui/short-id';
import { SidePanel } from '../../ui/side-panel';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/time';
import { ofReplication, sentenceCase } from '../../ui/tone';

export function ServerPanel({ server, onClose }: { server: ServerView; onClose: () => void }): ReactNode {
  const { sourceServerId, contextId } = server;
  const instances = useView((view) => allInstances(view.instances), []).filter((one) => one.sourceServerId === sourceServerId);
  const read: ReadPage = useCallback(
    (client, limit, nextToken) =>
      client.world.events({ context: contextId, subject: `server:${sourceServerId}`, limit, nextToken }),
    [contextId, sourceServerId],
  );
  const events = useEvents(sourceServerId, server, read);
  return (
    <SidePanel title={server.name} onClose={onClose}>
      <Facts title="Replication" sighting={server}>
        <Fact name="State">
          <StateMark spoken={ofReplication(server.replicationState)} strong />
        </Fact>
        {server.replicationError === null ? null : <Fact name="Reason">{sentenceCase(server.replicationError)}</Fact>}
        <Fact name="Lag">{formatLag(server.lagSeconds)}</Fact>
        <Fact name="Backlog">{server.backlogBytes === null ? 'unknown' : formatBytes(server.backlogBytes)}</Fact>
        <Fact name="Agent seen">{server.lastSeenAt === null ? 'never' : <Ago at={server.lastSeenAt} />}</Fact>
      </Facts>
      <Facts title="Server" sighting={server}>
        <Fact name="Id">
          <ShortId id={sourceServerId} head={20} />
        </Fact>
        <Fact name="Context">
          <ContextTag contextId={contextId} />
        </Fact>
        <Fact name="Account">{server.accountId}</Fact>
        <Fact name="Region">{server.region}</Fact>
        <Fact name="Host name">{server.hostname ?? 'unknown'}</Fact>
        <Fact name="Address">{server.sourceIp ?? 'unknown'}</Fact>
        <Fact name="System">{server.os ?? 'unknown'}</Fact>
        <Fact name="Last launch">{server.lastLaunchResult === null ? 'never' : sentenceCase(server.lastLaunchResult)}</Fact>
        {Object.entries(server.tags).map(([key, value]) => (
          <Fact key={key} name={`Tag ${key}`}>
            {value}
          </Fact>
        ))}
      </Facts>
      {instances.map((one) => (
        <Facts key={one.recoveryInstanceId} title={one.isDrill ? 'Drill instance' : 'Recovery instance'} sighting={one}>
          <Fact name="Instance">
            <ShortId id={one.recoveryInstanceId} head={20} />
          </Fact>
          <Fact name="State">{sentenceCase(one.ec2State)}</Fact>
        </Facts>
      ))}
      <RawEvents events={events} />
    </SidePanel>
  );
}
