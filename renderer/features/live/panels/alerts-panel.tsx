import type { ReactNode } from 'react';
import { actorName } from '../../../../shared/domain/actor-name';
import type { Notice } from '../../../../shared/domain/notice';
import type { Execution } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { useView } from '../../../store/page';
import { isOpen } from '../../../store/selectors';
import { AcknowledgeButton } from '../../../ui/acknowledge-button';
import { EmptyState } from '../../../ui/empty-state';
import { Scroll } from '../../../ui/scroll';
import { SeverityBadge } from '../../../ui/severity-badge';
import { ClockTime } from '../../../ui/time';
import { noticesOf } from './by-execution';
import classes from './panels.module.css';

/** The alerts of this execution, newest first; what waits for an answer can be answered here. */
export function AlertsPanel({ execution }: { execution: Execution }): ReactNode {
  const notices = useView((view) => noticesOf(view, execution.executionId), []);
  if (notices.length === 0) return <EmptyState text={t('live.noAlerts')} next={t('live.noAlertsNext')} />;
  return (
    <Scroll as="section" className={classes.scroll} aria-label={t('live.tabAlerts')}>
      {notices.map((notice) => (
        <div key={notice.noticeId} className={classes.alert}>
          <SeverityBadge severity={notice.severity} />
          <div>
            <p>
              <b>{notice.title}</b>{' '}
              <span className={classes.dim}>
                <ClockTime at={notice.raisedAt} />
              </span>
            </p>
            <p>{notice.body}</p>
            <p className={classes.alertNote}>
              <Answer notice={notice} />
            </p>
          </div>
          {isOpen(notice) ? <AcknowledgeButton notice={notice} /> : <span />}
        </div>
      ))}
    </Scroll>
  );
}

function Answer({ notice }: { notice: Notice }): ReactNode {
  if (notice.resolvedAt !== null) return t('live.alertResolved', { because: notice.resolvedBecause ?? '' });
  if (notice.acknowledgedAt !== null)
    return t('live.alertAcknowledged', { by: actorName(notice.acknowledgedBy ?? ''), note: notice.note ?? '' });
  return notice.nextStep;
}
