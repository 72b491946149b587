import type { ServerView } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { ContextTag } from '../../ui/context-tag';
import { formatBytes, formatLag } from '../../ui/format';
import { ShortId } from '../../ui/short-id';
import { StateMark } from '../../ui/state-mark';
import type { Column } from '../../ui/table/column';
import { Ago } from '../../ui/time';
import { ofReplication, stateWord } from '../../ui/tone';

const none = '–';

export function serverColumns(manyContexts: boolean): readonly Column<ServerView>[] {
  const context: Column<ServerView> = {
    id: 'context',
    title: t('servers.c:context'),
    width: 'minmax(130px, 1fr)',
    cell: (one) => <ContextTag contextId={one.contextId} />,
    sortBy: (one) => one.contextId,
    text: (one) => one.contextId,
  };
  return [
    {
      id: 'state',
      title: t('servers.c:replication'),
      width: '130px',
      cell: (one) => <StateMark spoken={ofReplication(one.replicationState)} />,
      sortBy: (one) => one.replicationState,
      text: (one) => one.replicationState,
    },
    {
      id: 'name',
      title: t('servers.c:server'),
      width: 'minmax(130px, 1.4fr)',
      cell: (one) => <span title={one.hostname ?? one.name}>{one.name}</span>,
      sortBy: (one) => one.name,
      text: (one) => `${one.name} ${one.hostname ?? ''}`,
    },
    {
      id: 'id',
      title: t('servers.c:id'),
      width: '104px',
      cell: (one) => <ShortId id={one.sourceServerId} head={5} tail={4} />,
      text: (one) => one.sourceServerId,
    },
    ...(manyContexts ? [context] : []),
    {
      id: 'lag',
      title: t('servers.c:lag'),
      width: '88px',
      align: 'right',
      cell: (one) => formatLag(one.lagSeconds),
      sortBy: (one) => one.lagSeconds,
    },
    {
      id: 'backlog',
      title: t('servers.c:backlog'),
      width: '80px',
      align: 'right',
      cell: (one) => (one.backlogBytes === null ? none : formatBytes(one.backlogBytes)),
      sortBy: (one) => one.backlogBytes,
    },
    {
      id: 'reason',
      title: t('servers.c:reason'),
      width: 'minmax(110px, 1fr)',
      cell: (one) => (one.replicationError === null ? none : stateWord(one.replicationError)),
      sortBy: (one) => one.replicationError,
      text: (one) => one.replicationError ?? '',
    },
    {
      id: 'launch',
      title: t('servers.c:launch'),
      width: '104px',
      cell: (one) => (one.lastLaunchResult === null ? none : stateWord(one.lastLaunchResult)),
      sortBy: (one) => one.lastLaunchResult,
      text: (one) => one.lastLaunchResult ?? '',
    },
    {
      id: 'ip',
      title: t('servers.c:address'),
      width: '112px',
      cell: (one) => one.sourceIp ?? none,
      sortBy: (one) => one.sourceIp,
      text: (one) => one.sourceIp ?? '',
    },
    {
      id: 'os',
      title: t('servers.c:system'),
      width: 'minmax(90px, 1fr)',
      cell: (one) => <span title={one.os ?? ''}>{one.os ?? none}</span>,
      sortBy: (one) => one.os,
      text: (one) => one.os ?? '',
    },
    {
      id: 'seen',
      title: t('servers.c:seen'),
      width: '96px',
      align: 'right',
      cell: (one) => (one.lastSeenAt === null ? none : <Ago at={one.lastSeenAt} />),
      sortBy: (one) => one.lastSeenAt,
    },
  ];
}
