import { VisuallyHidden } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useMemo } from 'react';
import type { Execution, Participant } from '../../../shared/domain/view';
import { locale, t } from '../../language/language';
import { usePage } from '../../store/page';
import { EmptyState } from '../../ui/empty-state';
import { filterRows } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { columnsThatFit } from '../../ui/table/fit-columns';
import { usePrinting } from '../../ui/use-printing';
import { serverColumns } from './server-columns';
import classes from './server-table.module.css';
import { troubleFirst } from './trouble-first';

interface ServerTableProps {
  readonly execution: Execution;
  readonly participants: readonly Participant[];
  /** Servers of the execution, with those that are not shown. */
  readonly total: number;
  readonly filter: string;
  readonly selectedId: string | null;
  readonly onOpen: (participant: Participant) => void;
}

/** What a narrow table leaves to the details of a server, the first to go first. */
const droppable = ['id', 'ip', 'instance', 'status'] as const;

const keyOf = (one: Participant): string => one.id;
const toneOf = (one: Participant): 'failed' | null => (one.phase === 'FAILED' ? 'failed' : null);

/** The servers of one execution. Without a sorting of the reader's own, trouble stands on top. */
export function ServerTable({ execution, participants, total, filter, selectedId, onOpen }: ServerTableProps): ReactNode {
  const { store } = usePage();
  const { waves } = execution;
  const columns = useMemo(() => {
    const labels = new Map(waves.map((wave) => [wave.waveNumber, wave.label]));
    return serverColumns(labels, (id) => store.getState().held?.view.servers[id]?.lagSeconds ?? null);
  }, [store, waves]);
  const { ref, width } = useElementSize();
  const printing = usePrinting();
  const inSight = useMemo(() => (printing ? columns : columnsThatFit(columns, width, droppable)), [columns, width, printing]);
  const rows = troubleFirst(filterRows(participants, columns, filter));
  const shown = rows.length === total ? total.toLocaleString(locale()) : t('live.shownOf', { shown: rows.length, total });
  return (
    <section ref={ref} className={classes.panel} aria-label={t('live.tabServers')}>
      <VisuallyHidden component="h2">
        {t('live.tabServers')} {shown}
      </VisuallyHidden>
      {rows.length === total ? null : <p className={classes.shown}>{shown}</p>}
      <DataTable
        label={t('live.serversOfThis')}
        rows={rows}
        columns={inSight}
        keyOf={keyOf}
        toneOf={toneOf}
        selectedKey={selectedId}
        onOpen={onOpen}
        empty={<EmptyState text={total === 0 ? t('live.noServersYet') : t('live.noServerMatches')} />}
      />
    </section>
  );
}
