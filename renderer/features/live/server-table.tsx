import { TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Execution, Participant } from '../../../shared/domain/view';
import { usePage } from '../../store/page';
import { EmptyState } from '../../ui/empty-state';
import { filterRows } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { serverColumns } from './server-columns';
import classes from './server-table.module.css';
import { troubleFirst } from './trouble-first';

interface ServerTableProps {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  readonly selectedId: string | null;
  readonly onOpen: (participant: Participant) => void;
}

const keyOf = (one: Participant): string => one.id;
const toneOf = (one: Participant): 'failed' | null => (one.phase === 'FAILED' ? 'failed' : null);

/** The servers of one execution. Without a sorting of the reader's own, trouble stands on top. */
export function ServerTable({ execution, participants, selectedId, onOpen }: ServerTableProps): ReactNode {
  const [filter, setFilter] = useState('');
  const { store } = usePage();
  const { waves } = execution;
  const columns = useMemo(() => {
    const labels = new Map(waves.map((wave) => [wave.waveNumber, wave.label]));
    return serverColumns(labels, (id) => store.getState().held?.view.servers[id]?.lagSeconds ?? null);
  }, [store, waves]);
  const open = useCallback((one: Participant) => onOpen(one), [onOpen]);
  const rows = troubleFirst(filterRows(participants, columns, filter));
  const text = filter === '' ? 'The platform has not named the servers of this execution yet.' : 'No server matches the filter.';
  return (
    <section className={classes.panel} aria-label="Servers">
      <div className={classes.head}>
        <h2 className={classes.title}>
          Servers{' '}
          <span className={classes.count}>
            {rows.length === participants.length ? rows.length : `${rows.length} of ${participants.length}`}
          </span>
        </h2>
        <TextInput
          size="xs"
          w={220}
          placeholder="Filter: name, id, state…"
          aria-label="Filter servers"
          leftSection={<IconFilter size={14} />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      </div>
      <DataTable
        label="Servers of this execution"
        rows={rows}
        columns={columns}
        keyOf={keyOf}
        toneOf={toneOf}
        selectedKey={selectedId}
        onOpen={open}
        empty={<EmptyState text={text} />}
      />
    </section>
  );
}
