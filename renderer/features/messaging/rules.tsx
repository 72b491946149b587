import { Button, SegmentedControl } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { BusRule } from '../../../shared/contract/events';
import { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { EmptyState } from '../../ui/empty-state';
import { shortenId } from '../../ui/format';
import screen from '../../ui/screen.module.css';
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
    title: 'Rule',
    width: 'minmax(240px, 3fr)',
    cell: (one) => <span title={one.name}>{shortenId(one.name, 26, 18)}</span>,
    sortBy: (one) => one.name,
  },
  {
    id: 'state',
    title: 'State',
    width: '110px',
    cell: (one) => (
      <StateMark spoken={one.enabled ? { tone: 'succeeded', word: 'Enabled' } : { tone: 'cancelled', word: 'Disabled' }} />
    ),
    sortBy: (one) => (one.enabled ? 0 : 1),
  },
  {
    id: 'whose',
    title: 'Belongs to',
    width: '140px',
    cell: (one) => whoseWords[one.whose],
    sortBy: (one) => whoseWords[one.whose],
  },
  {
    id: 'feeds',
    title: 'Heard here',
    width: '96px',
    cell: (one) => (one.feedsUs ? 'yes' : <span className={classes.dim}>no</span>),
    sortBy: (one) => (one.feedsUs ? 0 : 1),
  },
  {
    id: 'on',
    title: 'On',
    width: 'minmax(140px, 2fr)',
    cell: (one) => <code title={onWhat(one)}>{onWhat(one)}</code>,
  },
  {
    id: 'targets',
    title: 'Targets',
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
          aria-label="Which rules"
          data={[
            { value: 'heard', label: `Heard here ${all.filter((one) => one.feedsUs).length}` },
            { value: 'all', label: `All ${all.length}` },
          ]}
          value={which}
          onChange={setWhich}
        />
        <Button size="xs" variant="default" onClick={() => setSending(true)}>
          Send an event…
        </Button>
      </div>
      <Problem of={rules} />
      <div className={chosen === null ? screen.only : screen.split}>
        <div className={classes.column}>
          <DataTable
            label="Rules"
            rows={shown}
            columns={columns}
            keyOf={keyOf}
            toneOf={toneOf}
            selectedKey={open}
            onOpen={(one) => setOpen(one.ruleArn)}
            empty={
              <EmptyState
                text={
                  rules.value === null
                    ? rules.problem === null
                      ? 'Reading the rules…'
                      : 'The rules could not be read.'
                    : 'No rule feeds this console.'
                }
                {...(rules.value === null
                  ? {}
                  : { next: 'It reads everything by polling. Connect the account under Sources to hear of changes at once.' })}
              />
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
