import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { AlertItem } from '../../../shared/contract/alerts';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useEngine, useUi } from '../../store/page';
import { inContext } from '../../store/selectors';
import { useAgainOn } from '../../store/use-again-on';
import { type Asked, useAsked } from '../../store/use-asked';
import { AlertTabs } from '../../ui/alert-tabs';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import screen from '../../ui/screen.module.css';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { filterRows } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { alertColumns } from './alert-columns';
import { AlertPanel } from './alert-panel';
import classes from './alerts.module.css';
import { Bulk } from './bulk';
import { isFiring } from './is-firing';

const kinds = ['firing', 'suppressed', 'resolved', 'all'] as const;
type Kind = (typeof kinds)[number];

/** As many as one question brings; what is older is found through its incident. */
const MOST = 1_000;
/** Asked again as soon as the engine counts another change; this is for what it does not count. */
const EVERY_MS = 60_000;

/** Every alert by itself, newest first: those that fire, those nobody is told of and why, those that are over. */
export function AlertsScreen(): ReactNode {
  const contextId = useUi((ui) => ui.contextId);
  const [kind, setKind] = useState<Kind>('firing');
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [openId, setOpenId] = useState<string | null>(null);
  const asked = useAlerts();
  const all = inContext(asked.value ?? [], contextId);
  const columns = useMemo(() => {
    const onPick = ({ noticeId }: AlertItem): void =>
      setPicked((now) => (now.includes(noticeId) ? now.filter((id) => id !== noticeId) : [...now, noticeId]));
    return alertColumns({ picked, onPick });
  }, [picked]);
  const rows = filterRows(
    all.filter((one) => isOf(one, kind)),
    columns,
    text,
  );
  const open = all.find(({ noticeId }) => noticeId === openId) ?? null;
  return (
    <Screen title={t('alerts.title')} tools={<AlertTabs tab="alerts" />}>
      <div className={`notOnPaper ${classes.tools}`}>
        <SegmentedControl
          size="xs"
          value={kind}
          onChange={setKind}
          aria-label={t('alerts.which')}
          data={kinds.map((value) => ({
            value,
            label: t(`alerts.kind:${value}`, { n: all.filter((one) => isOf(one, value)).length }),
          }))}
        />
        <TextInput
          size="xs"
          className={classes.search}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          placeholder={t('incidents.search')}
          aria-label={t('incidents.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Bulk alerts={all.filter(({ noticeId }) => picked.includes(noticeId))} onDone={() => setPicked([])} again={asked.again} />
      </div>
      {asked.problem === null ? null : (
        <p role="status" className={classes.problem}>
          {t('alerts.notRead', { why: asked.problem })}
        </p>
      )}
      {asked.value === null && asked.problem === null ? (
        <div className={screen.skeleton}>
          <SkeletonRows rows={14} />
        </div>
      ) : (
        <div className={open === null ? screen.only : screen.split}>
          <DataTable
            label={t('alerts.table')}
            rows={rows}
            columns={columns}
            keyOf={keyOf}
            onOpen={(one) => setOpenId(one.noticeId)}
            selectedKey={openId}
            toneOf={toneOf}
            empty={
              <EmptyState
                text={all.length === 0 ? t('alerts.none') : t('alerts.noneOfKind')}
                next={all.length === 0 ? t('alerts.noneNext') : ''}
              />
            }
          />
          {open === null ? null : <AlertPanel alert={open} onClose={() => setOpenId(null)} again={asked.again} />}
        </div>
      )}
    </Screen>
  );
}

function useAlerts(): Asked<readonly AlertItem[]> {
  const changes = useEngine()?.alerting?.changes ?? 0;
  const read = useCallback(async (client: ConsoleClient) => (await client.alerts.list({ limit: MOST })).items, []);
  const asked = useAsked(read, EVERY_MS);
  useAgainOn(changes, asked.again);
  return asked;
}

const keyOf = ({ noticeId }: AlertItem): string => noticeId;
const toneOf = (one: AlertItem): 'failed' | 'waiting' | null => {
  if (!isFiring(one) || one.suppression !== null) return null;
  return one.severity === 'CRITICAL' ? 'failed' : one.severity === 'HIGH' ? 'waiting' : null;
};

function isOf(one: AlertItem, kind: Kind): boolean {
  switch (kind) {
    case 'all':
      return true;
    case 'firing':
      return isFiring(one);
    case 'suppressed':
      return isFiring(one) && one.suppression !== null;
    case 'resolved':
      return !isFiring(one);
  }
}
