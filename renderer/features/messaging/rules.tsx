import { Button, SegmentedControl } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { BusRule } from '../../../shared/contract/events';
import { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { EmptyState } from '../../ui/empty-state';
import { shortenId } from '../../ui/format';
import screen from '../../ui/screen.module.css';
import { SkeletonRows } from '../../ui/skeleton-rows';
import { StateMark } from '../../ui/state-mark';
import type { Column } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import classes from './messaging.module.css';
import { Problem } from './problem';
import { RulePanel } from './rule-panel';
import { SendEvent } from './send-event';
import { useRead } from './use-read';
import { whoseWords } from './whose-words';

const columns: readonly Column<BusRule>[] = [
  {
    id: 'name',
    get title() {
      return t('messaging.rule');
    },
    width: 'minmax(240px, 3fr)',
    cell: (one) => <span title={one.name}>{shortenId(one.name, 26, 18)}</span>,
    sortBy: (one) => one.name,
  },
  {
    id: 'state',
    get title() {
      return t('messaging.state');
    },
    width: '110px',
    cell: (one) => (
      <StateMark
        spoken={
          one.enabled ? { tone: 'succeeded', word: t('messaging.enabled') } : { tone: 'cancelled', word: t('messaging.disabled') }
        }
      />
    ),
    sortBy: (one) => (one.enabled ? 0 : 1),
  },
  {
    id: 'whose',
    get title() {
      return t('messaging.belongsTo');
    },
    width: '140px',
    cell: (one) => whoseWords[one.whose],
    sortBy: (one) => whoseWords[one.whose],
  },
  {
    id: 'feeds',
    get title() {
      return t('messaging.heardHere');
    },
    width: '96px',
    cell: (one) => (one.feedsUs ? t('messaging.yes') : <span className={classes.dim}>{t('messaging.no')}</span>),
    sortBy: (one) => (one.feedsUs ? 0 : 1),
  },
  {
    id: 'on',
    get title() {
      return t('messaging.on');
    },
    width: 'minmax(140px, 2fr)',
    cell: (one) => <code title={onWhat(one)}>{onWhat(one)}</code>,
  },
  {
    id: 'targets',
    get title() {
      return t('messaging.targets');
    },
    width: '72px',
    align: 'right',
    cell: (one) => one.targets.length,
    sortBy: (one) => one.targets.length,
  },
];
const keyOf = (one: BusRule): string => one.ruleArn;
const toneOf = (one: BusRule): 'waiting' | null => (one.feedsUs && !one.enabled ? 'waiting' : null);

function onWhat({ schedule, pattern }: BusRule): string {
  return schedule ?? JSON.stringify(pattern);
}

/** Rules of the default bus: which of them the console hears, and whether they would match. */
export function Rules({ contextId }: { contextId: string }): ReactNode {
  const context = useMemo(() => ContextId.parse(contextId), [contextId]);
  const read = useCallback((client: ConsoleClient) => client.bus.rules({ context, limit: 100 }), [context]);
  const rules = useRead(read);
  const [which, setWhich] = useState('heard');
  const [open, setOpen] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const all = rules.value?.items ?? [];
  const shown = which === 'heard' ? all.filter((one) => one.feedsUs) : all;
  const chosen = all.find((one) => one.ruleArn === open) ?? null;
  return (
    <>
      <div className={classes.summary}>
        <SegmentedControl
          size="xs"
          aria-label={t('messaging.whichRules')}
          data={[
            { value: 'heard', label: t('messaging.heardHereOf', { rules: all.filter((one) => one.feedsUs).length }) },
            { value: 'all', label: t('messaging.allOf', { rules: all.length }) },
          ]}
          value={which}
          onChange={setWhich}
        />
        <Button size="xs" variant="default" onClick={() => setSending(true)}>
          {t('messaging.sendAnEvent')}
        </Button>
      </div>
      <Problem of={rules} />
      <div className={chosen === null ? screen.only : screen.split}>
        <div className={classes.column}>
          <DataTable
            label={t('messaging.rules')}
            rows={shown}
            columns={columns}
            keyOf={keyOf}
            toneOf={toneOf}
            selectedKey={open}
            onOpen={(one) => setOpen(one.ruleArn)}
            empty={
              rules.value !== null ? (
                <EmptyState
                  text={t('messaging.noRuleFeedsThisConsole')}
                  next={t('messaging.itReadsEverythingByPollingConnect')}
                />
              ) : rules.problem === null ? (
                <SkeletonRows label={t('messaging.readingTheRules')} />
              ) : (
                <EmptyState text={t('messaging.theRulesCouldNotBeRead')} />
              )
            }
          />
        </div>
        {chosen === null ? null : (
          <RulePanel key={chosen.ruleArn} context={context} rule={chosen} onClose={() => setOpen(null)} />
        )}
      </div>
      <SendEvent context={context} opened={sending} onClose={() => setSending(false)} />
    </>
  );
}
