import { Select } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { EventOf, JournalEntry } from '../../../shared/domain/events';
import { ContextId } from '../../../shared/domain/primitives';
import { categoryWords, SecurityCategory } from '../../../shared/domain/security/security-event';
import { nameOfPrincipal } from '../../../shared/domain/security/security-notices';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useView } from '../../store/page';
import { useEvents } from '../../store/use-events';
import { EmptyState } from '../../ui/empty-state';
import screen from '../../ui/screen.module.css';
import { SeverityBadge } from '../../ui/severity-badge';
import { SkeletonRows } from '../../ui/skeleton-rows';
import type { Column } from '../../ui/table/column';
import { DataTable } from '../../ui/table/data-table';
import { Moment } from '../../ui/time';
import { severityRank } from '../../ui/tone';
import classes from './messaging.module.css';
import { SecurityPanel } from './security-panel';
import { useRead } from './use-read';

type Told = EventOf<'message.security'>;

const columns: readonly Column<Told>[] = [
  {
    id: 'severity',
    get title() {
      return t('messaging.severity');
    },
    width: '104px',
    cell: ({ finding }) => <SeverityBadge severity={finding.severity} />,
    sortBy: ({ finding }) => -severityRank[finding.severity],
  },
  {
    id: 'when',
    get title() {
      return t('messaging.when');
    },
    width: '112px',
    cell: (one) => <Moment at={one.occurredAt} />,
    sortBy: (one) => one.occurredAt,
  },
  {
    id: 'category',
    get title() {
      return t('messaging.kind');
    },
    width: 'minmax(120px, 1.2fr)',
    cell: ({ finding }) => <span title={categoryWords[finding.category]}>{categoryWords[finding.category]}</span>,
    sortBy: ({ finding }) => finding.category,
  },
  {
    id: 'who',
    get title() {
      return t('messaging.who');
    },
    width: 'minmax(120px, 1.4fr)',
    cell: ({ finding }) => <span title={finding.who}>{nameOfPrincipal(finding.who)}</span>,
    sortBy: ({ finding }) => finding.who,
  },
  {
    id: 'what',
    get title() {
      return t('messaging.what');
    },
    width: 'minmax(140px, 1.4fr)',
    cell: ({ finding }) => <span title={finding.targets.join(', ')}>{finding.what}</span>,
    sortBy: ({ finding }) => finding.what,
  },
  {
    id: 'outcome',
    get title() {
      return t('messaging.outcome');
    },
    width: '132px',
    cell: ({ finding }) => finding.errorCode ?? <span className={classes.dim}>{t('messaging.done')}</span>,
    sortBy: ({ finding }) => finding.errorCode,
  },
  {
    id: 'account',
    get title() {
      return t('messaging.account');
    },
    width: '112px',
    cell: ({ finding }) => finding.account ?? '–',
    sortBy: ({ finding }) => finding.account,
  },
  {
    id: 'where',
    get title() {
      return t('messaging.from');
    },
    width: '108px',
    cell: ({ finding }) => finding.where ?? '–',
    sortBy: ({ finding }) => finding.where,
  },
];
const keyOf = (one: Told): string => one.messageId;
const toneOf = ({ finding }: Told): 'failed' | 'waiting' | null =>
  finding.severity === 'CRITICAL' ? 'failed' : finding.severity === 'HIGH' ? 'waiting' : null;

const isTold = (event: JournalEntry['event']): event is Told => event.type === 'message.security';

/** What the trail told: who did or tried what, and how bad that is. */
export function Security({ contextId }: { contextId: string | null }): ReactNode {
  const [category, setCategory] = useState<SecurityCategory | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const context = useMemo(() => (contextId === null ? {} : { context: ContextId.parse(contextId) }), [contextId]);
  const read = useCallback(
    (client: ConsoleClient, limit: number, nextToken: string | undefined) =>
      client.security.events({
        ...context,
        limit,
        ...(category === null ? {} : { category }),
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    [context, category],
  );
  const sources = useView((view) => view.sources, {});
  const events = useEvents(`security ${contextId ?? ''} ${category ?? ''}`, sources, read);
  const readSummary = useCallback((client: ConsoleClient) => client.security.summary(context), [context]);
  const summary = useRead(readSummary);
  const rows = events.entries.flatMap(({ event }) => (isTold(event) ? [event] : []));
  const chosen = rows.find((one) => one.messageId === open) ?? null;
  const signIns = summary.value?.failedSignIns ?? [];
  return (
    <>
      <div className={classes.summary}>
        <Select
          size="xs"
          w={260}
          clearable
          placeholder={t('messaging.anyKind')}
          aria-label={t('messaging.kind')}
          data={SecurityCategory.options.map((value) => ({ value, label: categoryWords[value] }))}
          value={category}
          onChange={(value) => setCategory(SecurityCategory.options.find((one) => one === value) ?? null)}
        />
        <span>
          {t('messaging.failedSignIns')}{' '}
          {signIns.length === 0
            ? t('messaging.none')
            : signIns
                .map((one) =>
                  t('messaging.signInsOf', {
                    lastHour: one.lastHour,
                    lastDay: one.lastDay,
                    account: one.account,
                  }),
                )
                .join('; ')}
        </span>
      </div>
      {events.problem === null ? null : <p className={classes.problem}>{events.problem}</p>}
      <div className={chosen === null ? screen.only : screen.split}>
        <div className={classes.column}>
          <DataTable
            label={t('messaging.securityEvents')}
            rows={rows}
            columns={columns}
            keyOf={keyOf}
            toneOf={toneOf}
            selectedKey={open}
            onOpen={(one) => setOpen(one.messageId)}
            empty={
              events.state === 'loading' ? (
                <SkeletonRows label={t('messaging.readingTheJournal')} />
              ) : (
                <EmptyState
                  text={t('messaging.theTrailToldOfNothingThat')}
                  next={t('messaging.signInsDeniedCallsAndDestructive')}
                />
              )
            }
          />
        </div>
        {chosen === null ? null : <SecurityPanel told={chosen} onClose={() => setOpen(null)} />}
      </div>
    </>
  );
}
