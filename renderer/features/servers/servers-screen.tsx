import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { ServerView } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { useGo, useUi, useView } from '../../store/page';
import { allPlans, allServers, inContext } from '../../store/selectors';
import { contextColour } from '../../ui/context-colour';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import screen from '../../ui/screen.module.css';
import { StaleFrame } from '../../ui/stale-frame';
import { filterRows } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { ofReplication } from '../../ui/tone';
import { PlanCards } from './plan-cards';
import { serverColumns } from './server-columns';
import { ServerPanel } from './server-panel';

const facts = ['drs-source-servers'] as const;
const keyOf = (one: ServerView): string => one.sourceServerId;
const toneOf = (one: ServerView): 'failed' | null => (ofReplication(one.replicationState).tone === 'failed' ? 'failed' : null);

/** Whether a drill could start now: plans with their readiness, and every source server with its replication. */
export function ServersScreen({ serverId }: { serverId: string | null }): ReactNode {
  const go = useGo();
  const contextId = useUi((ui) => ui.contextId);
  const contexts = useView((view) => view.contexts, {});
  const servers = inContext(
    useView((view) => allServers(view.servers), []),
    contextId,
  );
  const plans = inContext(
    useView((view) => allPlans(view.plans), []),
    contextId,
  );
  const [filter, setFilter] = useState('');
  const columns = useMemo(() => serverColumns(Object.keys(contexts).length > 1), [contexts]);
  const rows = useMemo(() => stalledFirst(filterRows(servers, columns, filter)), [servers, columns, filter]);
  const chosen = servers.find((one) => one.sourceServerId === serverId) ?? null;
  const open = useCallback((one: ServerView) => go({ screen: 'servers', serverId: one.sourceServerId }), [go]);
  const edgeOf = useCallback(
    (one: ServerView) =>
      contexts[one.contextId]?.environment === 'production' ? contextColour(contexts[one.contextId]?.colour ?? '') : null,
    [contexts],
  );
  return (
    <Screen
      title={t('servers.title')}
      aside={
        rows.length === servers.length
          ? t('common.servers', { count: servers.length })
          : t('servers.some', { n: rows.length, all: servers.length })
      }
      tools={
        <TextInput
          size="xs"
          w={240}
          placeholder={t('servers.filterHint')}
          aria-label={t('servers.filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      }
    >
      <PlanCards plans={plans} servers={servers} />
      <div className={chosen === null ? screen.only : screen.split}>
        <StaleFrame contextId={contextId} sources={facts} className={screen.fill}>
          <DataTable
            label={t('servers.list')}
            rows={rows}
            columns={columns}
            keyOf={keyOf}
            toneOf={toneOf}
            edgeOf={edgeOf}
            selectedKey={serverId}
            onOpen={open}
            empty={
              servers.length === 0 ? (
                <EmptyState text={t('servers.none')} next={t('servers.noneNext')} />
              ) : (
                <EmptyState
                  text={t('servers.noMatch')}
                  action={
                    <Button size="xs" variant="default" onClick={() => setFilter('')}>
                      {t('servers.clearFilter')}
                    </Button>
                  }
                />
              )
            }
          />
        </StaleFrame>
        {chosen === null ? null : <ServerPanel server={chosen} onClose={() => go({ screen: 'servers', serverId: null })} />}
      </div>
    </Screen>
  );
}

function stalledFirst(servers: readonly ServerView[]): readonly ServerView[] {
  const stalled = servers.filter((one) => toneOf(one) !== null);
  return stalled.length === 0 ? servers : [...stalled, ...servers.filter((one) => toneOf(one) === null)];
}
