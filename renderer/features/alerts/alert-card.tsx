import { Button } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { Notice, NoticeDelivery } from '../../../shared/domain/notice';
import { t } from '../../language/language';
import { Rich } from '../../language/rich';
import { placeOfNotice } from '../../store/notice-place';
import { useGo } from '../../store/page';
import { isOpen } from '../../store/selectors';
import { AcknowledgeButton } from '../../ui/acknowledge-button';
import { ContextTag } from '../../ui/context-tag';
import { stepWords } from '../../ui/engine-words';
import { because } from '../../ui/sentence';
import { SeverityBadge } from '../../ui/severity-badge';
import { StateIcon } from '../../ui/state-mark';
import { Ago, ClockTime } from '../../ui/time';
import classes from './alert-card.module.css';

/** One alert: how bad, what, since when, the next step; who answered, what became of it, and how it was told. */
export const AlertCard = memo(function AlertCard({ notice }: { notice: Notice }): ReactNode {
  const go = useGo();
  const place = placeOfNotice(notice);
  const open = isOpen(notice);
  return (
    <article className={classes.card} data-open={open || undefined} data-severity={notice.severity} aria-label={notice.title}>
      <div className={classes.severity}>
        <SeverityBadge severity={notice.severity} />
        {notice.rehearsal ? <span className={classes.rehearsal}>{t('alerts.rehearsal')}</span> : null}
      </div>
      <div className={classes.words}>
        <h2 className={classes.title}>{notice.title}</h2>
        <p className={classes.body}>
          {notice.body} {notice.resolvedAt === null ? stepWords(notice.nextStep) : null}
        </p>
        <p className={classes.story}>
          {notice.contextId === null ? null : <ContextTag contextId={notice.contextId} />}
          <span>
            <Rich
              text={t('alerts.raised')}
              parts={{ ago: () => <Ago at={notice.raisedAt} />, at: () => <ClockTime at={notice.raisedAt} /> }}
            />
          </span>
          {notice.acknowledgedAt === null ? null : (
            <span>
              <Rich
                text={t('alerts.acknowledgedBy', { who: notice.acknowledgedBy ?? t('alerts.somebody') })}
                parts={{ at: () => <ClockTime at={notice.acknowledgedAt ?? notice.raisedAt} /> }}
              />
              {notice.note === null ? null : <q>{notice.note}</q>}
            </span>
          )}
          {notice.resolvedAt === null ? null : (
            <span className={classes.resolved}>
              <StateIcon tone="succeeded" size={12} />
              <span>
                <Rich
                  text={t('alerts.resolved', { why: notice.resolvedBecause ?? '' })}
                  parts={{ at: () => <ClockTime at={notice.resolvedAt ?? notice.raisedAt} /> }}
                />
              </span>
            </span>
          )}
          {notice.deliveries.map((delivery) => (
            <span key={`${delivery.at}${delivery.by}${delivery.outcome}`}>{deliveryWords(delivery)}</span>
          ))}
        </p>
      </div>
      <div className={classes.buttons}>
        {place === null ? null : (
          <Button variant="default" size="compact-sm" onClick={() => go(place)}>
            {t('alerts.openPlace')}
          </Button>
        )}
        {open ? <AcknowledgeButton notice={notice} /> : null}
      </div>
    </article>
  );
});

function deliveryWords(delivery: NoticeDelivery): string {
  const way = t(delivery.by === 'in-app' ? 'alerts.way:in-app' : 'alerts.way:native');
  const text = t(`alerts.told:${delivery.outcome}`, { way });
  return delivery.outcome === 'shown' ? text : because(text, delivery.reason);
}
