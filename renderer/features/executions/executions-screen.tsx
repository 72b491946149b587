import { Button, Select, TextInput } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Execution } from '../../../shared/domain/view';
import { ExecutionStatus } from '../../../shared/domain/view';
import { t } from '../../language/language';
import { useGo, useUi, useView } from '../../store/page';
import { useReplay } from '../../store/replay';
import { allExecutions, inContext } from '../../store/selectors';
import { contextColour } from '../../ui/context-colour';
import { EmptyState } from '../../ui/empty-state';
import { RecordingsMenu } from '../../ui/recordings-menu';
import { Screen } from '../../ui/screen';
import { filterRows } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { ofExecution } from '../../ui/tone';
import { executionColumns } from './execution-columns';

const keyOf = (one: Execution): string => one.executionId;
const toneOf = (one: Execution): 'failed' | 'waiting' | null =>
  one.status === 'PAUSED' ? 'waiting' : ofExecution(one.status).tone === 'failed' ? 'failed' : null;

/** As many as fit side by side. */
const MOST_PICKED = 4;

/** Every execution known, newest first. A row opens its live view; two to four that are chosen stand side by side. */
export function ExecutionsScreen(): ReactNode {
  const go = useGo();
  const contextId = useUi((ui) => ui.contextId);
  const contexts = useView((view) => view.contexts, {});
  const all = inContext(
    useView((view) => allExecutions(view.executions), []),
    contextId,
  );
  const isPast = useReplay() !== null;
  const foreseen = useView((view) => Object.values(view.forecasts).some(({ finish }) => finish !== null), false) && !isPast;
  const [status, setStatus] = useState<string | null>(null);
  const [type, setType] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
  const [picked, setPicked] = useState<readonly string[]>([]);
  const columns = useMemo(() => {
    const onPick = ({ executionId }: Execution): void =>
      setPicked((now) =>
        now.includes(executionId) ? now.filter((id) => id !== executionId) : [...now, executionId].slice(-MOST_PICKED),
      );
    return executionColumns(contexts, { picked, onPick }, foreseen);
  }, [contexts, picked, foreseen]);
  const types = [...new Set(all.map((one) => one.executionType))].sort();
  const chosen = all.filter((one) => (status === null || one.status === status) && (type === null || one.executionType === type));
  const rows = filterRows(chosen, columns, filter);
  const open = useCallback((one: Execution) => go({ screen: 'live', executionId: one.executionId }), [go]);
  const edgeOf = useCallback(
    (one: Execution) =>
      contexts[one.contextId]?.environment === 'production' ? contextColour(contexts[one.contextId]?.colour ?? '') : null,
    [contexts],
  );
  const tools = (
    <>
      <RecordingsMenu />
      {picked.length === 0 ? null : (
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconArrowsDiff size={15} />}
          disabled={picked.length < 2}
          title={picked.length < 2 ? t('executions.pickAnother') : undefined}
          onClick={() => go({ screen: 'live', executionId: null, compare: picked })}
        >
          {t('executions.compare', { n: picked.length })}
        </Button>
      )}
      <Select
        size="xs"
        w={140}
        placeholder={t('executions.anyStatus')}
        aria-label={t('executions.colStatus')}
        clearable
        data={ExecutionStatus.options.map((value) => ({ value, label: ofExecution(value).word }))}
        value={status}
        onChange={setStatus}
      />
      <Select
        size="xs"
        w={120}
        placeholder={t('executions.anyType')}
        aria-label={t('executions.colType')}
        clearable
        data={types}
        value={type}
        onChange={setType}
      />
      <TextInput
        size="xs"
        w={200}
        placeholder={t('executions.filterHint')}
        aria-label={t('executions.filter')}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
    </>
  );
  return (
    <Screen
      title={t('executions.title')}
      aside={rows.length === all.length ? all.length : t('executions.shownOf', { shown: rows.length, total: all.length })}
      tools={tools}
    >
      <DataTable
        label={t('executions.title')}
        rows={rows}
        columns={columns}
        keyOf={keyOf}
        toneOf={toneOf}
        edgeOf={edgeOf}
        onOpen={open}
        empty={
          all.length === 0 ? (
            <EmptyState text={t('executions.none')} next={t('executions.noneNext')} />
          ) : (
            <EmptyState text={t('executions.noMatch')} />
          )
        }
      />
    </Screen>
  );
}
