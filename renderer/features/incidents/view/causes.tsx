import type { ReactNode } from 'react';
import type { Cause, Incident } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { causeWords, stepWords } from '../../../ui/engine-words';
import { formatNumber } from '../../../ui/format';
import { ClockTime } from '../../../ui/time';
import { EvidenceLink } from './evidence-link';
import classes from './incident.module.css';

/** What is probably behind it, the likeliest first, with what speaks for it. */
export function Causes({ incident }: { incident: Incident }): ReactNode {
  const { causes } = incident;
  return (
    <section aria-label={t('incidents.causes')}>
      <h2 className={classes.heading}>{t('incidents.causes')}</h2>
      {causes.length === 0 ? <p className={classes.dim}>{t('incidents.noCause')}</p> : null}
      <ol className={classes.causes}>
        {causes.map((cause, index) => (
          <One key={`${cause.causeId}${cause.subject?.id ?? ''}`} cause={cause} first={index === 0} incident={incident} />
        ))}
      </ol>
    </section>
  );
}

function One({ cause, first, incident }: { cause: Cause; first: boolean; incident: Incident }): ReactNode {
  const share = Math.round(cause.score * 100);
  return (
    <li className={classes.cause} data-first={first || undefined}>
      <div className={classes.causeHead}>
        <strong className={classes.grow}>{causeWords(cause.title)}</strong>
        <span className={classes.score}>
          <span className={classes.bar} aria-hidden="true">
            <span style={{ width: `${share}%` }} />
          </span>
          {t('incidents.percent', { n: formatNumber(share) })}
        </span>
      </div>
      {cause.evidence.length === 0 ? null : (
        <ul className={classes.evidence} aria-label={t('incidents.evidence')}>
          {cause.evidence.map((one) => (
            <li key={`${one.text}${one.at ?? ''}`}>
              {one.at === null ? null : (
                <span className={classes.dim}>
                  <ClockTime at={one.at} />{' '}
                </span>
              )}
              {one.text} <EvidenceLink evidence={one} incident={incident} />
            </li>
          ))}
        </ul>
      )}
      {cause.nextStep === '' || (first && cause.nextStep === incident.nextStep) ? null : (
        <p className={classes.text}>
          <b>{t('incidents.next')}</b> {stepWords(cause.nextStep)}
        </p>
      )}
    </li>
  );
}
