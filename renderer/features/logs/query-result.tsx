import { type ReactNode, useMemo, useState } from 'react';
import type { LogQuery } from '../../../shared/contract/logs';
import { locale, t } from '../../language/language';
import { EmptyState } from '../../ui/empty-state';
import { formatBytes } from '../../ui/format';
import screen from '../../ui/screen.module.css';
import { SidePanel } from '../../ui/side-panel';
import { StateMark } from '../../ui/state-mark';
import type { Column } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import type { Spoken } from '../../ui/tone';
import { GroupName } from './group-name';
import classes from './logs.module.css';

interface Row {
  readonly key: string;
  readonly cells: readonly string[];
}

/** What a query brought so far. */
export function QueryResult({ query }: { query: LogQuery | null }): ReactNode {
  const [open, setOpen] = useState<string | null>(null);
  const names = query?.columns ?? [];
  const columns = useMemo(() => names.map(columnOf), [names]);
  if (query === null) return <EmptyState text={t('logs.noQueryHasBeenRunOn')} next={t('logs.chooseOneAboveAndRunIt')} />;
  const rows = query.rows.map((cells, index): Row => ({ key: `${query.queryId} ${index}`, cells }));
  const chosen = rows.find(({ key }) => key === open) ?? null;
  return (
    <>
      <div className={classes.status} role="status">
        <StateMark spoken={spokenOf(query.state)} />
        <span>{wordsOf(query)}</span>
      </div>
      {query.error === null ? null : (
        <p className={classes.problem}>
          {query.error.message} {query.error.next}
        </p>
      )}
      <div className={chosen === null ? screen.only : screen.split}>
        <div className={classes.column}>
          <DataTable
            label={t('logs.rowsOfTitle', { title: query.title })}
            rows={rows}
            columns={columns}
            keyOf={({ key }) => key}
            selectedKey={open}
            onOpen={({ key }) => setOpen(key)}
            empty={
              query.state === 'complete' ? (
                <EmptyState text={t('logs.noLineOfThatTimeMatches')} next={t('logs.lookFurtherBackOrPickOther')} />
              ) : null
            }
          />
        </div>
        {chosen === null ? null : (
          <SidePanel title={t('logs.row')} onClose={() => setOpen(null)}>
            <dl className={classes.fields}>
              {names.map((name, index) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{chosen.cells[index]}</dd>
                </div>
              ))}
            </dl>
          </SidePanel>
        )}
      </div>
    </>
  );
}

function columnOf(name: string, index: number): Column<Row> {
  const textOf = ({ cells }: Row): string => cells[index] ?? '';
  const isNumber = !name.startsWith('@') && !/message|name|status|state/i.test(name);
  return {
    id: name,
    title: name,
    width: widthOf(name),
    align: isNumber ? 'right' : 'left',
    cell: (row) => (name === '@log' ? <GroupName name={textOf(row)} /> : <span title={textOf(row)}>{shown(textOf(row))}</span>),
    sortBy: (row) => keyOf(textOf(row)),
    text: textOf,
  };
}

function widthOf(name: string): string {
  if (name === '@message') return 'minmax(280px, 4fr)';
  if (name === '@timestamp') return '184px';
  return name.startsWith('@') ? 'minmax(160px, 1fr)' : 'minmax(96px, 1fr)';
}

/** Figures with as many digits as anybody reads. */
function shown(text: string): string {
  return /^-?\d+\.\d+$/.test(text) ? Number(text).toLocaleString(locale(), { maximumFractionDigits: 1 }) : text;
}

function keyOf(text: string): string | number {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : text;
}

function wordsOf({ state, groups, rows, isCut, recordsMatched, recordsScanned, bytesScanned }: LogQuery): string {
  const where = t('logs.groups', { count: groups.length });
  if (state === 'running' && recordsScanned === null) return t('logs.searchingWhere', { where });
  const lines = t('logs.linesMatch', {
    matched: recordsMatched ?? 0,
    scanned: recordsScanned ?? 0,
  });
  const cut = isCut ? t('logs.theFirstRowsRowsAreShown', { count: rows.length }) : '';
  return t('logs.resultInWords', { lines, where, read: formatBytes(bytesScanned ?? 0), cut });
}

function spokenOf(state: LogQuery['state']): Spoken {
  switch (state) {
    case 'running':
      return { tone: 'running', word: t('logs.running') };
    case 'complete':
      return { tone: 'succeeded', word: t('logs.complete') };
    case 'failed':
      return { tone: 'failed', word: t('logs.failed') };
    case 'cancelled':
      return { tone: 'quiet', word: t('logs.stopped') };
    case 'timed-out':
      return { tone: 'failed', word: t('logs.tookTooLong') };
  }
}
