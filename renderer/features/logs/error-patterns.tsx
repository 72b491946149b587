import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { ErrorPattern } from '../../../shared/domain/logs/error-pattern';
import { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { locale, t } from '../../language/language';
import { useConsole, useView } from '../../store/page';
import { useAsked } from '../../store/use-asked';
import { useChangeSettings } from '../../store/use-settings';
import { EmptyState } from '../../ui/empty-state';
import screen from '../../ui/screen.module.css';
import { SkeletonRows } from '../../ui/skeleton-rows';
import type { Column } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { Ago } from '../../ui/time';
import { GroupName } from './group-name';
import classes from './logs.module.css';
import { PatternPanel } from './pattern-panel';
import { WatchedGroups } from './watched-groups';

const everyMs = 10_000;

const columns: readonly Column<ErrorPattern>[] = [
  {
    id: 'pattern',
    get title() {
      return t('logs.whatTheLinesHaveInCommon');
    },
    width: 'minmax(200px, 4fr)',
    cell: ({ pattern, sample }) => <span title={sample}>{pattern}</span>,
    sortBy: ({ pattern }) => pattern,
  },
  {
    id: 'group',
    get title() {
      return t('logs.logGroup2');
    },
    width: 'minmax(140px, 1.6fr)',
    cell: ({ logGroup }) => <GroupName name={logGroup} />,
    sortBy: ({ logGroup }) => logGroup,
  },
  {
    id: 'hour',
    get title() {
      return t('logs.lastHour');
    },
    width: '84px',
    align: 'right',
    cell: ({ lastHour }) => lastHour.toLocaleString(locale()),
    sortBy: ({ lastHour }) => lastHour,
  },
  {
    id: 'count',
    get title() {
      return t('logs.counted');
    },
    width: '80px',
    align: 'right',
    cell: ({ count }) => count.toLocaleString(locale()),
    sortBy: ({ count }) => count,
  },
  {
    id: 'first',
    get title() {
      return t('logs.first');
    },
    width: '96px',
    cell: ({ firstAt }) => <Ago at={firstAt} />,
    sortBy: ({ firstAt }) => firstAt,
  },
  {
    id: 'last',
    get title() {
      return t('logs.last');
    },
    width: '96px',
    cell: ({ lastAt }) => <Ago at={lastAt} />,
    sortBy: ({ lastAt }) => lastAt,
  },
];
const keyOf = ({ contextId, logGroup, pattern }: ErrorPattern): string => `${contextId} ${logGroup} ${pattern}`;

interface ErrorPatternsProps {
  /** Null for all contexts. */
  readonly contextId: string | null;
  /** The one context that is looked at, where there is one: log groups belong to it. */
  readonly ownContextId: string | null;
}

/** Error lines of the orchestrator's functions, counted by what they have in common; the newest first. */
export function ErrorPatterns({ contextId, ownContextId }: ErrorPatternsProps): ReactNode {
  const [open, setOpen] = useState<string | null>(null);
  const isOn = useConsole((data) => data.settings?.features['log-analysis'] ?? false);
  const read = useCallback(
    (client: ConsoleClient) =>
      client.logs.patterns({ limit: 1000, ...(contextId === null ? {} : { context: ContextId.parse(contextId) }) }),
    [contextId],
  );
  const { value, problem } = useAsked(read, everyMs);
  const rows = value?.items ?? [];
  const chosen = rows.find((row) => keyOf(row) === open) ?? null;
  return (
    <>
      {isOn ? <Troubles contextId={contextId} /> : <SwitchOn known={rows.length > 0} />}
      {isOn ? (
        <div className={classes.status}>
          <span>{countWords(rows)}</span>
          <span className={classes.grow} />
          {ownContextId === null ? null : <WatchedGroups contextId={ownContextId} />}
        </div>
      ) : null}
      {problem === null ? null : <p className={classes.problem}>{problem}</p>}
      <div className={chosen === null ? screen.only : screen.split}>
        <div className={classes.column}>
          <DataTable
            label={t('logs.errorPatterns')}
            rows={rows}
            columns={columns}
            keyOf={keyOf}
            selectedKey={open}
            onOpen={(row) => setOpen(keyOf(row))}
            empty={
              isOn && value === null ? (
                <SkeletonRows label={t('logs.reading')} />
              ) : isOn ? (
                <EmptyState text={t('logs.noErrorLineHasBeenSeen')} next={t('logs.errorLinesAreReadEveryTwo')} />
              ) : null
            }
          />
        </div>
        {chosen === null ? null : <PatternPanel pattern={chosen} onClose={() => setOpen(null)} />}
      </div>
    </>
  );
}

function countWords(rows: readonly ErrorPattern[]): string {
  const lines = rows.reduce((sum, { lastHour }) => sum + lastHour, 0);
  return t('logs.kindsOfLines', { kinds: rows.length, lines });
}

/** Where reading does not work, and why. */
function Troubles({ contextId }: { contextId: string | null }): ReactNode {
  const sources = useView((view) => view.sources, {});
  const failing = Object.values(sources).filter(
    (one) =>
      one.source === 'log-errors' && one.error !== null && one.state !== 'off' && (contextId ?? one.contextId) === one.contextId,
  );
  return failing.map(({ id, title, error }) => (
    <p key={id} className={classes.problem}>
      {title}: {error?.message} {error?.next}
    </p>
  ));
}

function SwitchOn({ known }: { known: boolean }): ReactNode {
  const change = useChangeSettings();
  return (
    <div className={classes.notice}>
      <span>
        {t('logs.countingErrorLinesIsOff')}
        {known ? t('logs.theseWereCountedBefore') : ''}
        {t('logs.itTakesOneCallPerFunction')}
      </span>
      <Button size="xs" onClick={() => void change((now) => ({ ...now, features: { ...now.features, 'log-analysis': true } }))}>
        {t('logs.switchOn')}
      </Button>
    </div>
  );
}
