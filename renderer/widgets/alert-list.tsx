import { IconBell } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import type { View } from '../../shared/domain/view';
import { t } from '../language/language';
import { useGo, useView } from '../store/page';
import { allNotices, inContext, openNotices } from '../store/selectors';
import { SeverityBadge } from '../ui/severity-badge';
import { Ago } from '../ui/time';
import { Body, Teach } from './parts/body';
import parts from './parts/parts.module.css';
import { mostField, mostSetting } from './parts/settings';
import { useEnds } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ show: z.enum(['open', 'all']).default('open'), most: mostSetting(20) });

/** Alerts that wait for an answer, or all of the range. */
export const alertList = defineWidget({
  type: 'alert-list',
  title: 'widgets.alertList',
  text: 'widgets.alertListText',
  family: 'live',
  icon: IconBell,
  size: { w: 10, h: 6, minW: 6, minH: 2 },
  settings,
  fields: [
    {
      name: 'show',
      kind: 'choice',
      label: 'widgets.fieldShow',
      options: [
        { value: 'open', label: 'widgets.showOpen' },
        { value: 'all', label: 'widgets.showAll' },
      ],
    },
    mostField,
  ],
  Draw,
});

const nothing: View['notices'] = {};

function Draw({ settings: { show, most }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const records = useView((view) => view.notices, nothing);
  const { fromMs, toMs } = useEnds(frame);
  const { contextId } = frame;
  const notices = useMemo(() => {
    if (show === 'open') return inContext(openNotices(records), contextId);
    return inContext(allNotices(records), contextId).filter(({ raisedAt }) => {
      const at = Date.parse(raisedAt);
      return at >= fromMs && at <= toMs;
    });
  }, [records, contextId, show, fromMs, toMs]);
  if (notices.length === 0)
    return (
      <Teach
        frame={frame}
        text={show === 'open' ? t('widgets.alertsNone') : t('widgets.alertsNoneInRange')}
        next={t('widgets.alertsNoneNext')}
      />
    );
  return (
    <Body frame={frame} scroll>
      <ul className={parts.rows}>
        {notices.slice(0, most).map((notice) => (
          <li key={notice.noticeId}>
            <button type="button" className={parts.row} onClick={() => go({ screen: 'alerts' })} title={notice.nextStep}>
              <SeverityBadge severity={notice.severity} />
              <span className={parts.grow}>{notice.title}</span>
              <span className={parts.dim}>
                {notice.resolvedAt !== null
                  ? t('widgets.alertResolved')
                  : notice.acknowledgedAt !== null
                    ? t('widgets.alertAcknowledged')
                    : null}
              </span>
              <Ago at={notice.raisedAt} />
            </button>
          </li>
        ))}
      </ul>
      {notices.length > most ? (
        <p className={parts.note}>{t('widgets.highestOf', { shown: most, all: notices.length })}</p>
      ) : null}
    </Body>
  );
}
