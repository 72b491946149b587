import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../language/language';
import { placeOfNotice } from '../store/notice-place';
import { useGo, useView } from '../store/page';
import { openNotices } from '../store/selectors';
import { AcknowledgeButton } from '../ui/acknowledge-button';
import { stepWords } from '../ui/engine-words';
import { SeverityBadge } from '../ui/severity-badge';
import { Ago } from '../ui/time';
import classes from './strip.module.css';

/** What waits for an answer, most severe first, whatever context is being looked at. It cannot be scrolled away. */
export function AlertStrip(): ReactNode {
  const open = useView((view) => openNotices(view.notices), []);
  const go = useGo();
  const first = open[0];
  if (first === undefined) return null;
  const next = stepWords(first.nextStep);
  const show = (): void => go(placeOfNotice(first) ?? { screen: 'alerts' });
  return (
    <section className={classes.strip} data-tone={first.severity} role="alert" aria-label={t('shell.waitingForAnswer')}>
      <SeverityBadge severity={first.severity} />
      <span className={classes.one} title={`${first.title}. ${first.body} ${next}`}>
        <strong>{first.title}</strong> <span className={classes.dim}>{first.body}</span> {next}
      </span>
      {/* Not read out again with every minute that passes. */}
      <span className={classes.dim} aria-hidden="true">
        <Ago at={first.raisedAt} />
      </span>
      {open.length === 1 ? null : (
        <button type="button" className={classes.more} onClick={() => go({ screen: 'alerts' })}>
          {t('shell.andMore', { n: open.length - 1 })}
        </button>
      )}
      <span className={classes.buttons}>
        <Button variant="default" size="compact-sm" onClick={show}>
          {t('shell.open')}
        </Button>
        <AcknowledgeButton notice={first} />
      </span>
    </section>
  );
}
