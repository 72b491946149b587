import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { ServerView } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { useView } from '../../store/page';
import { useReplay } from '../../store/replay';
import { allInstances } from '../../store/selectors';
import { type ReadPage, useEvents } from '../../store/use-events';
import { ContextTag } from '../../ui/context-tag';
import { Fact, Facts } from '../../ui/facts';
import { SeriesDialog } from '../../ui/findings/series-dialog';
import { formatBytes, formatLag } from '../../ui/format';
import { RawEvents } from '../../ui/raw-events';
import { ShortId } from '../../ui/short-id';
import { SidePanel } from '../../ui/side-panel';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/time';
import { ofReplication, stateWord } from '../../ui/tone';

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
      <Facts title={t('servers.replication')} sighting={server}>
        <Fact name={t('servers.state')}>
          <StateMark spoken={ofReplication(server.replicationState)} strong />
        </Fact>
        {server.replicationError === null ? null : <Fact name={t('servers.reason')}>{stateWord(server.replicationError)}</Fact>}
        <Fact name={t('servers.c:lag')}>{formatLag(server.lagSeconds)}</Fact>
        <Fact name={t('servers.c:backlog')}>
          {server.backlogBytes === null ? t('servers.unknown') : formatBytes(server.backlogBytes)}
        </Fact>
        <Fact name={t('servers.c:seen')}>{server.lastSeenAt === null ? t('servers.never') : <Ago at={server.lastSeenAt} />}</Fact>
      </Facts>
      <LagOverTime server={server} />
      <Facts title={t('servers.c:server')} sighting={server}>
        <Fact name={t('servers.c:id')}>
          <ShortId id={sourceServerId} head={20} />
        </Fact>
        <Fact name={t('servers.c:context')}>
          <ContextTag contextId={contextId} />
        </Fact>
        <Fact name={t('servers.account')}>
          <ShortId id={server.accountId} head={12} />
        </Fact>
        <Fact name={t('servers.region')}>{server.region}</Fact>
        <Fact name={t('servers.hostName')}>{server.hostname ?? t('servers.unknown')}</Fact>
        <Fact name={t('servers.c:address')}>
          {server.sourceIp === null ? t('servers.unknown') : <ShortId id={server.sourceIp} head={15} />}
        </Fact>
        <Fact name={t('servers.c:system')}>{server.os ?? t('servers.unknown')}</Fact>
        <Fact name={t('servers.c:launch')}>
          {server.lastLaunchResult === null ? t('servers.never') : stateWord(server.lastLaunchResult)}
        </Fact>
        {Object.entries(server.tags).map(([key, value]) => (
          <Fact key={key} name={t('servers.tag', { key })}>
            {value}
          </Fact>
        ))}
      </Facts>
      {instances.map((one) => (
        <Facts
          key={one.recoveryInstanceId}
          title={one.isDrill ? t('servers.drillInstance') : t('servers.recoveryInstance')}
          sighting={one}
        >
          <Fact name={t('servers.instance')}>
            <ShortId id={one.recoveryInstanceId} head={20} />
          </Fact>
          <Fact name={t('servers.state')}>{stateWord(one.ec2State)}</Fact>
        </Facts>
      ))}
      <RawEvents events={events} />
    </SidePanel>
  );
}

/** The lag of the last hours with where it was expected. Measured on now's clock, so not in a replay. */
function LagOverTime({ server }: { server: ServerView }): ReactNode {
  const [open, setOpen] = useState(false);
  const isPast = useReplay() !== null;
  if (isPast) return null;
  return (
    <div>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t('findings.openLag')}
      </Button>
      {open ? (
        <SeriesDialog
          title={t('findings.seriesName', { name: server.name, metric: t('servers.c:lag') })}
          series={{ metric: 'ServerLag', contextId: server.contextId, labels: { server: server.sourceServerId } }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}
