import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Notice } from '../../../shared/domain/notice';
import { t } from '../../language/language';
import { useUi, useView } from '../../store/page';
import { allNotices, inContext, isOpen } from '../../store/selectors';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import screen from '../../ui/screen.module.css';
import { AlertCard } from './alert-card';

type Filter = 'open' | 'acknowledged' | 'past' | 'all';

/** Everything the console raised its voice about, newest first. */
export function AlertsScreen(): ReactNode {
  const contextId = useUi((ui) => ui.contextId);
  const notices = inContext(
    useView((view) => allNotices(view.notices), []),
    contextId,
  );
  const [filter, setFilter] = useState<Filter>('all');
  const shown = notices.filter((notice) => filter === 'all' || filterOf(notice) === filter);
  const sizeOf = (wanted: Filter): number => notices.filter((notice) => filterOf(notice) === wanted).length;
  const choices: { value: Filter; label: string }[] = [
    { value: 'all', label: t('alerts.all', { n: notices.length }) },
    { value: 'open', label: t('alerts.open', { n: sizeOf('open') }) },
    { value: 'acknowledged', label: t('alerts.acknowledged', { n: sizeOf('acknowledged') }) },
    { value: 'past', label: t('alerts.past', { n: sizeOf('past') }) },
  ];
  return (
    <Screen
      title={t('alerts.title')}
      tools={<SegmentedControl size="xs" data={choices} value={filter} onChange={setFilter} aria-label={t('alerts.which')} />}
    >
      <div className={screen.scroll}>
        {shown.length === 0 ? (
          <EmptyState
            text={notices.length === 0 ? t('alerts.none') : t('alerts.noneOfKind')}
            next={notices.length === 0 ? t('alerts.noneNext') : ''}
          />
        ) : null}
        {shown.map((notice) => (
          <AlertCard key={notice.noticeId} notice={notice} />
        ))}
      </div>
    </Screen>
  );
}

/** `past`: resolved by itself, or never needed an answer. */
function filterOf(notice: Notice): Exclude<Filter, 'all'> {
  if (isOpen(notice)) return 'open';
  return notice.acknowledgedAt !== null && notice.resolvedAt === null ? 'acknowledged' : 'past';
}
