import { isStalled } from '../../../../shared/domain/reconcile/replication';
import type { ServerView, View } from '../../../../shared/domain/view';
import type { Collector, Measured, Moment } from './collector';
import { contextsOf } from './executions';

/** Replication as DRS tells of it; only while it is told, since an old lag is no lag. */
export function replication(): Collector {
  const told = new Map<string, { readonly value: number; readonly atMs: number }>();

  /** What stays the same is told now and then: most lags of most servers are 0 for months. */
  function isDue(key: string, value: number, atMs: number, everyMs: number): boolean {
    const before = told.get(key);
    if (before !== undefined && before.value === value && Math.abs(atMs - before.atMs) < everyMs) return false;
    told.set(key, { value, atMs });
    return true;
  }

  function ofServer(
    { contextId, sourceServerId, lagSeconds, backlogBytes }: ServerView,
    atMs: number,
    everyMs: number,
  ): Measured[] {
    const labels = { server: sourceServerId };
    const measured = (name: string, value: number | null): Measured[] =>
      value === null || !isDue(`${name} ${sourceServerId}`, value, atMs, everyMs)
        ? []
        : [{ name, contextId, labels, atMs, value }];
    return [...measured('ServerLag', lagSeconds), ...measured('ServerBacklog', backlogBytes)];
  }

  return {
    sampled({ view, atMs }: Moment) {
      const everyMs = Object.keys(view.servers).length > MANY ? HOUR_MS : SOME_MINUTES_MS;
      for (const key of told.keys()) if (view.servers[key.slice(key.indexOf(' ') + 1)] === undefined) told.delete(key);
      return contextsOf(view).flatMap((contextId) => {
        if (!isTold(view, contextId)) return [];
        const servers = Object.values(view.servers).filter((server) => server.contextId === contextId);
        const lags = servers.flatMap(({ lagSeconds }) => (lagSeconds === null ? [] : [lagSeconds]));
        const gauge = (name: string, value: number): Measured => ({ name, contextId, labels: {}, atMs, value });
        return [
          ...servers.flatMap((server) => ofServer(server, atMs, everyMs)),
          gauge('ServersReplicating', servers.filter(({ replicationState }) => replicationState === 'CONTINUOUS').length),
          gauge('ServersStalled', servers.filter(isStalled).length),
          ...(lags.length === 0
            ? []
            : [
                gauge(
                  'LongestLag',
                  lags.reduce((most, lag) => Math.max(most, lag), 0),
                ),
              ]),
        ];
      });
    },
  };
}

const MANY = 500;
const SOME_MINUTES_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;

function isTold({ sources }: View, contextId: string): boolean {
  return Object.values(sources).some(
    (health) => health.contextId === contextId && health.source === 'drs-source-servers' && health.state === 'live',
  );
}
