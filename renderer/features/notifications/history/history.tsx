import { Button, Select, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { ChannelType } from '../../../../shared/domain/notifications/configuration';
import { DeliveryState } from '../../../../shared/domain/notifications/delivery';
import type { DeliverySummary } from '../../../../shared/domain/notifications/record';
import { instantOf } from '../../../../shared/domain/primitives';
import { t } from '../../../language/language';
import { useNowMs } from '../../../store/page';
import { tell, useCommand } from '../../../store/use-command';
import { ofDelivery } from '../../../ui/delivery-words';
import { download } from '../../../ui/download';
import { EmptyState } from '../../../ui/empty-state';
import screen from '../../../ui/screen.module.css';
import { DataTable } from '../../../ui/table/data-table';
import classes from '../notifications.module.css';
import { DeliveryPanel } from './delivery-panel';
import { historyColumns } from './history-columns';
import { historyCsv } from './history-csv';
import { type HistoryFilter, readAll, useHistory } from './use-history';

const periods = [
  {
    value: '1',
    get label() {
      return t('notifications.lastHour');
    },
  },
  {
    value: '24',
    get label() {
      return t('notifications.lastDay');
    },
  },
  {
    value: '168',
    get label() {
      return t('notifications.lastWeek');
    },
  },
];
const MOST_EXPORTED = 10_000;
const keyOf = (one: DeliverySummary): string => one.deliveryId;
const toneOf = (one: DeliverySummary): 'failed' | 'waiting' | null =>
  one.state === 'failed' ? 'failed' : one.state === 'queued' && one.attempts > 0 ? 'waiting' : null;

/** Every notification and what became of it, live. */
export function History({ deliveryId, onOpen }: { deliveryId: string | null; onOpen: (id: string | null) => void }): ReactNode {
  const [filter, setFilter] = useState<HistoryFilter>({ state: null, channel: null, text: '', from: null });
  const { items, more, problem, loaded, older } = useHistory(filter);
  const open = useCallback((one: DeliverySummary) => onOpen(one.deliveryId), [onOpen]);
  const filtered = filter.state !== null || filter.channel !== null || filter.text !== '' || filter.from !== null;
  return (
    <div className={deliveryId === null ? screen.only : screen.split}>
      <div className={classes.column}>
        <Tools filter={filter} onChange={setFilter} />
        {problem === null ? null : <p className={classes.problem}>{t('notifications.theHistoryCouldNotBeRead', { problem })}</p>}
        <DataTable
          label={t('notifications.notifications')}
          rows={items}
          columns={historyColumns}
          keyOf={keyOf}
          toneOf={toneOf}
          selectedKey={deliveryId}
          onOpen={open}
          empty={
            loaded ? (
              <EmptyState
                text={filtered ? t('notifications.noNotificationFitsTheFilter') : t('notifications.nobodyHasBeenNotifiedYet')}
                next={filtered ? '' : t('notifications.sayWhoHearsWhatThenSend')}
              />
            ) : null
          }
        />
        {more ? (
          <div className={classes.foot}>
            <Button size="compact-sm" variant="default" onClick={older}>
              {t('notifications.showOlder')}
            </Button>
          </div>
        ) : null}
      </div>
      {deliveryId === null ? null : <DeliveryPanel key={deliveryId} deliveryId={deliveryId} onClose={() => onOpen(null)} />}
    </div>
  );
}

function Tools({ filter, onChange }: { filter: HistoryFilter; onChange: (next: HistoryFilter) => void }): ReactNode {
  const command = useCommand();
  const nowMs = useNowMs();
  const [period, setPeriod] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const read = await command(t('notifications.exportTheHistory'), (client) => readAll(client, filter, MOST_EXPORTED));
    if (!read.ok) return;
    download('notifications.csv', 'text/csv', historyCsv(read.value));
    tell(
      read.value.length === MOST_EXPORTED
        ? t('notifications.newestExported', { count: read.value.length })
        : t('notifications.exported', { count: read.value.length }),
    );
  };
  return (
    <div className={classes.tools}>
      <Select
        size="xs"
        w={140}
        placeholder={t('notifications.anyState')}
        aria-label={t('notifications.state')}
        clearable
        data={DeliveryState.options.map((value) => ({ value, label: ofDelivery(value).word }))}
        value={filter.state}
        onChange={(value) => onChange({ ...filter, state: DeliveryState.options.find((one) => one === value) ?? null })}
      />
      <Select
        size="xs"
        w={140}
        placeholder={t('notifications.anyChannel')}
        aria-label={t('notifications.channel')}
        clearable
        data={[...ChannelType.options]}
        value={filter.channel}
        onChange={(channel) => onChange({ ...filter, channel })}
      />
      <Select
        size="xs"
        w={130}
        placeholder={t('notifications.anyTime')}
        aria-label={t('notifications.period')}
        clearable
        data={periods}
        value={period}
        onChange={(value) => {
          setPeriod(value);
          onChange({ ...filter, from: value === null ? null : instantOf(nowMs - Number(value) * 3_600_000) });
        }}
      />
      <TextInput
        size="xs"
        className={classes.grow}
        placeholder={t('notifications.findTitleRecipientReason')}
        aria-label={t('notifications.findNotifications')}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
      />
      <Button size="xs" variant="default" onClick={() => void save()}>
        {t('notifications.exportCSV')}
      </Button>
    </div>
  );
}
