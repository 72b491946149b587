import { Select, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Execution } from '../../../shared/domain/view';
import { ExecutionStatus } from '../../../shared/domain/view';
import { useGo, useUi, useView } from '../../store/page';
import { allExecutions, inContext } from '../../store/selectors';
import { contextColour } from '../../ui/context-colour';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import { filterRows } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { ofExecution } from '../../ui/tone';
import { executionColumns } from './execution-columns';

const keyOf = (one: Execution): string => one.executionId;
const toneOf = (one: Execution): 'failed' | 'waiting' | null =>
  one.status === 'PAUSED' ? 'waiting' : ofExecution(one.status).tone === 'failed' ? 'failed' : null;

/** Every execution known, newest first. A row opens its live view. */
export function ExecutionsScreen(): ReactNode {
  const go = useGo();
  const contextId = useUi((ui) => ui.contextId);
  const contexts = useView((view) => view.contexts, {});
  const all = inContext(
    useView((view) => allExecutions(view.executions), []),
    contextId,
  );
  const [status, setStatus] = useState<string | null>(null);
  const [type, setType] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
  const columns = useMemo(() => executionColumns(contexts), [contexts]);
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
      <Select
        size="xs"
        w={140}
        placeholder="Any status"
        aria-label="Status"
        clearable
        data={ExecutionStatus.options.map((value) => ({ value, label: ofExecution(value).word }))}
        value={status}
        onChange={setStatus}
      />
      <Select size="xs" w={120} placeholder="Any type" aria-label="Type" clearable data={types} value={type} onChange={setType} />
      <TextInput
        size="xs"
        w={200}
        placeholder="Filter: plan, person, id…"
        aria-label="Filter executions"
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
    </>
  );
  return (
    <Screen title="Executions" aside={rows.length === all.length ? all.length : `${rows.length} of ${all.length}`} tools={tools}>
      <DataTable
        label="Executions"
        rows={rows}
        columns={columns}
        keyOf={keyOf}
        toneOf={toneOf}
        edgeOf={edgeOf}
        onOpen={open}
        empty={
          all.length === 0 ? (
            <EmptyState
              text="No drill and no recovery has run yet."
              next="The first one appears here as soon as the orchestrator starts it."
            />
          ) : (
            <EmptyState text="No execution matches the filters." />
          )
        }
      />
    </Screen>
  );
}
