import { counted } from '../../reconcile/words';
import type { Alert } from '../alert';
import type { Cause } from '../incident';
import { byAlert, byServer, type CauseRule, type CauseScene, causeOf, groupedBy } from './cause-rule';
import { replicationCauseOf } from './replication-cause';

/** Servers that stopped replicating, by what DRS says of each. Several at once for one reason lie in what they share. */
export const stalledReplication: CauseRule = {
  names: ['replication-stalled'],
  look(scene) {
    const stalls = scene.alerts.filter(({ name }) => name === 'replication-stalled');
    return groupedBy(stalls, (alert) => `${errorOf(alert) ?? ''}`).map((group) => suspect(group, stalls.length, scene));
  },
};

/** As DRS said when it stalled: the server may replicate again by now. */
function errorOf({ labels }: Alert): string | null {
  return labels.replicationError ?? null;
}

function suspect(group: readonly [Alert, ...Alert[]], of: number, { world }: CauseScene): Cause {
  const [first] = group;
  const error = errorOf(first);
  const server = first.sourceServerId === null ? undefined : world.view.servers[first.sourceServerId];
  const { causeId, text } = replicationCauseOf(error === null ? (server?.replicationState ?? 'STALLED') : 'STALLED', error);
  const name = first.labels.serverName ?? first.sourceServerId ?? 'a server';
  const subject =
    group.length === 1
      ? { kind: 'server', id: first.sourceServerId ?? first.fingerprint, name }
      : { kind: 'staging area', id: `${first.labels.account ?? ''}/${first.labels.region ?? ''}`, name: placeOf(first) };
  return causeOf({
    causeId,
    title:
      group.length === 1 ? `${name} does not replicate: ${text}` : `${counted(group.length, 'server')} do not replicate: ${text}`,
    score: (error === null ? 0.6 : 0.75) + 0.15 * (group.length / of),
    subject,
    evidence: group
      .slice(0, 5)
      .flatMap((alert) => [byAlert(alert, error === null ? alert.title : `${alert.title}: ${error}`), ...lagOf(alert, world)]),
  });
}

function placeOf({ labels: { account, region } }: Alert): string {
  return [account, region].filter((part) => part !== undefined).join(', ');
}

function lagOf({ sourceServerId, labels }: Alert, { view }: CauseScene['world']) {
  const server = sourceServerId === null ? undefined : view.servers[sourceServerId];
  if (server === undefined || server.lagSeconds === null) return [];
  const minutes = Math.round(server.lagSeconds / 60);
  return [
    byServer(
      server.sourceServerId,
      `${labels.serverName ?? server.name} lags ${counted(minutes, 'minute')} behind`,
      server.observedAt,
    ),
  ];
}
